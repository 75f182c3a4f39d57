package io.pinelink.spi;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A member of a request that some versions of the API lack although they have the operation. Every
 * other member is as old as its operation.
 *
 * <p>Source: the OpenAPI files of the versions 2024-07 to 2026-04, compared member by member, and
 * the contract of 2026-07.
 *
 * @param <Q> the request
 * @param name the member's name in this library; a dot separates the name of a nested value
 * @param first the first stable version with the member; null if it is as old as the operation
 * @param last the last version with the member; null if the newest known one has it
 * @param isPresent returns whether a request has it
 */
public record VersionedMember<Q>(
    String name, @Nullable String first, @Nullable String last, Predicate<Q> isPresent) {
  /** Checks that the name and the test are present. */
  public VersionedMember {}

  /**
   * Returns whether a version has the member. A version newer than all known ones counts as the
   * newest known one.
   */
  public boolean isIn(String version) {
    return !isLaterThan(version) && (last == null || version.compareTo(last) <= 0);
  }

  /**
   * Returns a phrase that names the first or the last version with the member, for a refusal.
   *
   * @param version a version for which {@link #isIn} returns false
   */
  public String bound(String version) {
    return isLaterThan(version)
        ? first + " is the first version that has it"
        : last + " is the last version that has it";
  }

  private boolean isLaterThan(String version) {
    return first != null && Objects.requireNonNull(version, "version is null").compareTo(first) < 0;
  }
}
