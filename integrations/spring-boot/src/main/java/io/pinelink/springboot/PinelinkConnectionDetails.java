package io.pinelink.springboot;

import io.pinelink.Pinelink;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * The service that the auto-configured client connects to, and how: credentials, the host of the
 * control plane, certificates, proxies, dial rules and trusted addresses.
 *
 * <p>A bean of this type replaces the properties of these options, for example in tests. All other
 * properties are applied to the builder that it returns.
 */
@FunctionalInterface
public interface PinelinkConnectionDetails extends ConnectionDetails {
  /** Creates a builder with the options of the connection. Called for each client. */
  Pinelink.Builder newBuilder();
}
