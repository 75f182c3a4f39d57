package io.pinelink.rewrite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** Models of the official client that are filled in one expression: {@code new X().a(1).b(2)}. */
final class Chains {
  private Chains() {}

  /** Returns the arguments by the names of the setters, or null if it is no such expression. */
  static @Nullable Map<String, Expression> read(@Nullable Expression chain) {
    Map<String, Expression> settings = new LinkedHashMap<>();
    Expression next = chain;
    while (next instanceof J.MethodInvocation call) {
      if (call.getArguments().size() != 1
          || call.getArguments().get(0) instanceof J.Empty
          || settings.put(call.getSimpleName(), call.getArguments().get(0)) != null) {
        return null;
      }
      next = call.getSelect();
    }
    return next instanceof J.NewClass start
            && start.getBody() == null
            && start.getArguments().stream().allMatch(J.Empty.class::isInstance)
        ? settings
        : null;
  }
}
