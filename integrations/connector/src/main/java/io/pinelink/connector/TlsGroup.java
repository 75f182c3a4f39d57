package io.pinelink.connector;

import static io.pinelink.connector.ConnectorOption.Importance.MEDIUM;

import io.pinelink.Pinelink;
import io.pinelink.network.TlsOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** Certificates, for indexes or for the control plane. */
final class TlsGroup implements ClientGroup {
  private final String title;
  private final String note;
  private final BiConsumer<Pinelink.Builder, TlsOptions> setter;
  private final String caFile;
  private final String trustSystem;
  private final String certificateFile;
  private final String keyFile;

  private TlsGroup(
      String title, String prefix, String note, BiConsumer<Pinelink.Builder, TlsOptions> setter) {
    this.title = title;
    this.note = note;
    this.setter = setter;
    this.caFile = prefix + "ca.file";
    this.trustSystem = prefix + "trust.system";
    this.certificateFile = prefix + "certificate.file";
    this.keyFile = prefix + "key.file";
  }

  static TlsGroup shared() {
    return new TlsGroup("TLS", "tls.", "", Pinelink.Builder::tls);
  }

  static TlsGroup ofControlPlane() {
    return new TlsGroup(
        "TLS of the control plane",
        "control.plane.tls.",
        ", if it differs",
        Pinelink.Builder::controlPlaneTls);
  }

  @Override
  public List<ConnectorOption> options() {
    return new OptionDefinitions(title)
        .file(caFile, MEDIUM, "PEM file of certificate authorities to trust" + note + ".")
        .flag(trustSystem, true, "Whether to trust the JVM's authorities too.")
        .file(
            certificateFile,
            MEDIUM,
            "PEM file with the chain of the client certificate" + note + ".")
        .file(keyFile, MEDIUM, "PEM file with the private key of the client certificate.")
        .list();
  }

  @Override
  public void apply(OptionValues values, Pinelink.Builder client) {
    if (!values.isSet(caFile) && !values.flag(trustSystem)) {
      values.refused().accept(caFile, "is missing, expected with " + trustSystem + "=false");
    }
    if (values.isSet(certificateFile) != values.isSet(keyFile)) {
      values
          .refused()
          .accept(
              values.isSet(keyFile) ? certificateFile : keyFile,
              "is missing, expected both files of the client certificate");
    }
    values.setText(caFile, file -> setter.accept(client, trusted(values)));
    if (values.isSet(certificateFile) && values.isSet(keyFile)) {
      values.setText(
          certificateFile,
          file ->
              setter.accept(
                  client,
                  trusted(values).clientCertificate(Path.of(file), Path.of(values.text(keyFile)))));
    }
  }

  private TlsOptions trusted(OptionValues values) {
    if (!values.isSet(caFile)) {
      return TlsOptions.systemTrust();
    }
    Path file = Path.of(values.text(caFile));
    return values.flag(trustSystem)
        ? TlsOptions.systemTrust().alsoTrusting(file)
        : TlsOptions.trustOnly(file);
  }
}
