package io.pinelink.internal.call;

import io.pinelink.spi.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A version of the API, and which members of requests it does not have. */
public final class ApiVersion {
  private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}(\\.[a-z]+)?");

  private final String text;
  private final Map<Operation<?, ?>, List<VersionedMember<?>>> missing = new HashMap<>();

  private ApiVersion(String text) {
    this.text = text;
    if (isStable()) {
      for (VersionedMember<?> member : VersionedMember.ALL) {
        if (!member.isIn(text)) {
          missing.computeIfAbsent(member.operation(), any -> new ArrayList<>()).add(member);
        }
      }
    }
  }

  /**
   * Reads a version such as {@code 2026-04}.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static ApiVersion of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "apiVersion is '" + text + "', expected a form such as 2026-04");
    }
    return new ApiVersion(text);
  }

  /** What a pre-release has is not documented, so that it is left to the service. */
  private boolean isStable() {
    return text.indexOf('.') < 0;
  }

  /**
   * Checks that the version has all members of a request.
   *
   * @throws IllegalArgumentException if it does not; the message names the member, the operation,
   *     this version and one that has the member
   */
  public void check(Operation<?, ?> operation, Object request) {
    for (VersionedMember<?> member : missing.getOrDefault(operation, List.of())) {
      member.refuse(request, text);
    }
  }

  /** The version as it is sent. */
  @Override
  public String toString() {
    return text;
  }
}
