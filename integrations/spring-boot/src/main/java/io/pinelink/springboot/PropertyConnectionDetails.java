package io.pinelink.springboot;

import io.pinelink.Pinelink;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** The connection that the properties describe. */
final class PropertyConnectionDetails implements PinelinkConnectionDetails {
  private final Environment environment;
  private final TlsBundles bundles;

  PropertyConnectionDetails(Environment environment, ObjectProvider<SslBundles> bundles) {
    this.environment = environment;
    this.bundles = new TlsBundles(bundles);
  }

  @Override
  public Pinelink.Builder newBuilder() {
    Pinelink.Builder builder = Pinelink.builder();
    settings().apply(builder);
    return builder;
  }

  ConnectionSettings settings() {
    return new ConnectionSettings(PinelinkProperties.of(environment), bundles);
  }
}
