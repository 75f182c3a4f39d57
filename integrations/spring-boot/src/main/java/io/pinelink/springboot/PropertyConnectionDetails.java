package io.pinelink.springboot;

import io.pinelink.Pinelink;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** The connection that the properties describe. */
final class PropertyConnectionDetails implements PinelinkConnectionDetails {
  private final Environment environment;
  private final ObjectProvider<SslBundles> bundles;

  PropertyConnectionDetails(Environment environment, ObjectProvider<SslBundles> bundles) {
    this.environment = environment;
    this.bundles = bundles;
  }

  @Override
  public Pinelink.Builder newBuilder() {
    Pinelink.Builder builder = Pinelink.builder();
    new ClientProperties(PinelinkProperties.of(environment))
        .connect(builder, bundles::getIfAvailable);
    return builder;
  }
}
