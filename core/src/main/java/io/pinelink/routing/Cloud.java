package io.pinelink.routing;

import io.pinelink.internal.validation.Check;
import java.util.Objects;

/**
 * A cloud in which the service runs indexes. Open: a cloud that this client does not know keeps the
 * service's name.
 *
 * @param value the service's name
 */
public record Cloud(String value) {
  /** Amazon Web Services. */
  public static final Cloud AWS = new Cloud("aws");

  /** Microsoft Azure. */
  public static final Cloud AZURE = new Cloud("azure");

  /** Google Cloud. */
  public static final Cloud GCP = new Cloud("gcp");

  /** Checks that the name is not blank. */
  public Cloud {
    Objects.requireNonNull(value, "value is null");
    Check.notBlank("cloud", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
