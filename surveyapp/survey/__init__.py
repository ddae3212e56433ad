"""The pages a child sees, one question at a time, without a script, a cookie or a trace on the server."""
