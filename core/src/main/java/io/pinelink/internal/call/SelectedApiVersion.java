package io.pinelink.internal.call;

import io.pinelink.spi.Operation;
import io.pinelink.spi.VersionedMember;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API version that the builder selects for a client's calls: one version for all calls, which
 * refuses requests with members that it lacks, or the version of each operation. The latter stands
 * beside the operation's constant, as in {@link io.pinelink.spi.DataOperations}.
 */
public final class SelectedApiVersion {
  private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}(\\.[a-z]+)?");

  private final @Nullable String text;

  private SelectedApiVersion(@Nullable String text) {
    this.text = text;
  }

  /** Returns the version of each operation, which has all its members, for a client without one. */
  public static SelectedApiVersion ofEachOperation() {
    return new SelectedApiVersion(null);
  }

  /** Parses a version such as {@code 2026-04}, and refuses another format. */
  public static SelectedApiVersion of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "apiVersion is '" + text + "', expected a form such as 2026-04");
    }
    return new SelectedApiVersion(text);
  }

  /**
   * Returns whether a version is stable. The members of pre-releases are not documented, so the
   * service checks them.
   */
  private static boolean isStable(String version) {
    return version.indexOf('.') < 0;
  }

  /**
   * Checks that the version has all members of a request.
   *
   * @throws IllegalArgumentException if it lacks one; the message names the member, the operation,
   *     this version and one with the member
   */
  public <Q> void check(Operation<Q, ?> operation, Q request) {
    if (text == null || !isStable(text)) {
      return;
    }
    for (VersionedMember<Q> member : operation.versionedMembers()) {
      if (!member.isIn(text) && member.isPresent().test(request)) {
        throw new IllegalArgumentException(
            ("%s has no member %s in API version %s: %s; leave it out, or select another"
                    + " version with the builder's apiVersion")
                .formatted(operation, member.name(), text, member.bound(text)));
      }
    }
  }

  /** Returns the version for all calls as it is sent; null for the version of each operation. */
  public @Nullable String text() {
    return text;
  }
}
