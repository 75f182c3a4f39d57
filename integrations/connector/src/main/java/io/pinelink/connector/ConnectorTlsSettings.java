package io.pinelink.connector;

import io.pinelink.network.TlsOptions;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Applies the options of certificates, for indexes or for the control plane. */
final class ConnectorTlsSettings {
  private static final String CA_FILE = "ca.file";
  private static final String TRUST_SYSTEM = "trust.system";
  private static final String CERTIFICATE_FILE = "certificate.file";
  private static final String KEY_FILE = "key.file";

  private ConnectorTlsSettings() {}

  static void apply(OptionValues values, Consumer<TlsOptions> setter) {
    if (!values.isSet(CA_FILE) && !values.flag(TRUST_SYSTEM)) {
      values.refuse(CA_FILE, "is missing, expected with " + values.name(TRUST_SYSTEM) + "=false");
    }
    if (values.isSet(CERTIFICATE_FILE) != values.isSet(KEY_FILE)) {
      values.refuse(
          values.isSet(KEY_FILE) ? CERTIFICATE_FILE : KEY_FILE,
          "is missing, expected both files of the client certificate");
    }
    values.setText(CA_FILE, file -> setter.accept(trusted(values)));
    if (values.isSet(KEY_FILE)) {
      values.setText(
          CERTIFICATE_FILE,
          file ->
              setter.accept(
                  trusted(values)
                      .clientCertificate(Path.of(file), Path.of(values.text(KEY_FILE)))));
    }
  }

  private static TlsOptions trusted(OptionValues values) {
    if (!values.isSet(CA_FILE)) {
      return TlsOptions.systemTrust();
    }
    Path file = Path.of(values.text(CA_FILE));
    return values.flag(TRUST_SYSTEM)
        ? TlsOptions.systemTrust().alsoTrusting(file)
        : TlsOptions.trustOnly(file);
  }
}
