"""Who somebody is: sign-ins that the server knows, limits on guessing, second factors, passkeys.

The pages on which people see to their own account are in :mod:`app.account`.
"""
