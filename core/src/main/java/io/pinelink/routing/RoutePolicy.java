package io.pinelink.routing;

import io.pinelink.internal.validation.DurationText;
import io.pinelink.network.AddressGuard;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy that selects which form of an index host a client dials. It does not affect
 * control-plane calls.
 *
 * <p>Immutable and thread-safe.
 */
public final class RoutePolicy {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
  private static final RoutePolicy AS_GIVEN = new RoutePolicy(Choice.AS_GIVEN, null);
  private static final RoutePolicy PUBLIC_ONLY = new RoutePolicy(Choice.PUBLIC_ONLY, null);
  private static final RoutePolicy PRIVATE_REQUIRED =
      new RoutePolicy(Choice.PRIVATE_REQUIRED, null);

  /** The four policies. */
  public enum Choice {
    /** {@link RoutePolicy#asGiven()}. */
    AS_GIVEN,
    /** {@link RoutePolicy#publicOnly()}. */
    PUBLIC_ONLY,
    /** {@link RoutePolicy#privateRequired()}. */
    PRIVATE_REQUIRED,
    /** {@link RoutePolicy#privatePreferred(Duration)}. */
    PRIVATE_PREFERRED
  }

  private final Choice choice;
  private final @Nullable Duration timeout;

  private RoutePolicy(Choice choice, @Nullable Duration timeout) {
    this.choice = choice;
    this.timeout = timeout;
  }

  /**
   * Returns the default policy, which dials a host in its given form, and the public one for an
   * index opened by name.
   */
  public static RoutePolicy asGiven() {
    return AS_GIVEN;
  }

  /** Returns a policy that dials public forms and refuses a host in private form. */
  public static RoutePolicy publicOnly() {
    return PUBLIC_ONLY;
  }

  /**
   * Returns a policy that dials private forms only and rewrites public ones. It fails closed: a
   * public form is never dialled, regardless of the service's responses, and a host without a
   * private form is refused, except for a local host that a {@link ConnectRule} names. No route
   * leads to an address that the {@link AddressGuard} does not allow, regardless of the form of its
   * host: an emulator on loopback requires {@link AddressGuard#allowingLoopback()}.
   */
  public static RoutePolicy privateRequired() {
    return PRIVATE_REQUIRED;
  }

  /**
   * Returns a policy that dials the private form if it answers within 2 seconds: short for {@link
   * #privatePreferred(Duration)}.
   */
  public static RoutePolicy privatePreferred() {
    return privatePreferred(PROBE_TIMEOUT);
  }

  /**
   * Returns a policy that dials the private form if it answers, and otherwise the public one, with
   * a warning in the log. The private form answers if TCP and TLS succeed with a certificate for
   * the private name, at an allowed address; a name that only resolves is not enough. It is probed
   * once, when an index is opened, and the route contains the result; {@code
   * Pinelink.refreshRoutes()} repeats the probe. A host given in private form is dialled as given.
   *
   * @param timeout how long to wait for the private form, for all addresses together
   * @throws IllegalArgumentException if it is not positive
   */
  public static RoutePolicy privatePreferred(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "timeout is " + DurationText.of(timeout) + ", expected more than zero");
    }
    return new RoutePolicy(Choice.PRIVATE_PREFERRED, timeout);
  }

  /**
   * Returns how long {@link #privatePreferred(Duration)} waits for the private form; empty for
   * other policies.
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Returns which of the four policies this is. */
  public Choice choice() {
    return choice;
  }

  /** Returns the policy's name, such as {@code privateRequired}. */
  @Override
  public String toString() {
    return switch (choice) {
      case AS_GIVEN -> "asGiven";
      case PUBLIC_ONLY -> "publicOnly";
      case PRIVATE_REQUIRED -> "privateRequired";
      case PRIVATE_PREFERRED ->
          "privatePreferred(" + timeout().map(DurationText::of).orElse("") + ")";
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RoutePolicy that
        && that.choice == choice
        && Objects.equals(that.timeout, timeout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(choice, timeout);
  }
}
