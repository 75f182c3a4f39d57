package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** The getters of the official client's responses and models. */
final class ResponseGetters {
  /** From "Type.getter", or two getters in a row, to Pinelink's code; %s is the object. */
  private static final Map<String, String> GETTERS = RecipeTable.read("getters.properties");

  private ResponseGetters() {}

  /** Returns the code of a getter, or null if it has no counterpart. */
  static @Nullable Code move(J.MethodInvocation call, Expression response, String owner) {
    String code = GETTERS.get(Official.simpleName(owner) + "." + call.getSimpleName());
    return code == null ? null : fill(code, owner, response, call.getArguments());
  }

  /** Returns the code of two getters in a row, or null. */
  static @Nullable String pair(J.MethodInvocation inner, J.MethodInvocation outer) {
    return GETTERS.get(inner.getSimpleName() + "." + outer.getSimpleName());
  }

  static Code fill(String code, String owner, Expression response, List<Expression> given) {
    return Code.of(
        code.replace("%s", "{" + NewTypes.of(owner) + "}"),
        Stream.concat(Stream.of(response), given.stream()).toArray());
  }
}
