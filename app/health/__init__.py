"""What an installation runs on and how it is: for ``readiness doctor``, an administrator and proxies."""
