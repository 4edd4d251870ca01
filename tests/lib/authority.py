"""A certificate authority of a test's own, made by openssl."""

import subprocess


def openssl(folder, *arguments, **how):
    return subprocess.run(["openssl", *map(str, arguments)], check=True,
                          cwd=folder, capture_output=True, **how).stdout


def make(folder, ca="ca", names=("localhost", "elsewhere.example")):
    """In FOLDER: CA.pem, and for each name NAME.pem and NAME.key from it."""
    openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{ca}.key",
            "-out", f"{ca}.pem", "-subj", f"/CN=Test {ca}", "-days", "2")
    for name in names:
        openssl(folder, "req", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{name}\n")
        openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-CA",
                f"{ca}.pem", "-CAkey", f"{ca}.key", "-CAcreateserial",
                "-days", "2", "-extfile", f"{name}.ext", "-out",
                f"{name}.pem")
