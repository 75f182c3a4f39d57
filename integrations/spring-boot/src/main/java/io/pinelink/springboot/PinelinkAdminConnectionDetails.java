package io.pinelink.springboot;

import io.pinelink.admin.AdminClient;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * The admin API that the auto-configured {@link AdminClient} connects to, and how.
 *
 * <p>A bean of this type replaces the properties of the connection, as a {@link
 * PinelinkConnectionDetails} does for the other client. All other properties are applied to the
 * builder that it returns.
 */
@FunctionalInterface
public interface PinelinkAdminConnectionDetails extends ConnectionDetails {
  /** Creates a builder with the options of the connection and the credentials. */
  AdminClient.Builder newBuilder();
}
