package io.pinelink.rewrite;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/** The comments for code that cannot be moved. */
final class Hints {
  static final String STRUCT =
      "build metadata with Metadata.builder(), and a filter with Filter.eq(…), .in(…) and the like";

  private static final String NAMED = "Pinelink has no direct counterpart of ";

  /** By the name of a call, the simple name of a type, or the name of an exception. */
  private static final Map<String, String> ALL = RecipeTable.read("hints.properties");

  static final String CLOSE = Objects.requireNonNull(ALL.get("close"));

  private Hints() {}

  static String ofCall(J.MethodInvocation call) {
    String name = call.getSimpleName();
    String hint = ALL.get(name);
    if (hint != null) {
      return hint;
    }
    JavaType.FullyQualified owner =
        call.getMethodType() == null ? null : call.getMethodType().getDeclaringType();
    String type = owner == null ? "" : owner.getClassName();
    boolean index = type.equals("Index") || type.equals("AsyncIndex");
    String ofType = index ? null : ALL.get(type);
    return ofType != null ? ofType : NAMED + type + "." + name;
  }

  static String ofType(@Nullable JavaType type) {
    JavaType.FullyQualified qualified = TypeUtils.asFullyQualified(type);
    String name = qualified == null ? "this type" : qualified.getClassName();
    return ALL.getOrDefault(name, NAMED + name);
  }

  static @Nullable String ofException(String type) {
    return ALL.get(type);
  }
}
