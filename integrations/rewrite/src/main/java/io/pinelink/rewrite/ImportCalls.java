package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** The calls about bulk imports. */
final class ImportCalls {
  private ImportCalls() {}

  /** Returns a call about bulk imports, which Pinelink offers on the index, or null. */
  static @Nullable Code move(J.MethodInvocation call, Code index, MovedArguments arguments) {
    List<Expression> given = call.getArguments();
    Code start = index.text(".imports()");
    return switch (call.getSimpleName()) {
      case "startImport" -> {
        if (Official.isNull(given.get(2))) {
          arguments.mark("the error mode is now sent: ABORT unless errorMode(…) is set");
        }
        yield start
            .text(".start(StartImportRequest.builder(", Types.START_IMPORT)
            .expression(given.get(0), Types.STRING)
            .text(")")
            .code(arguments.setter("integrationId", given.get(1), Types.STRING))
            .code(
                Official.isNull(given.get(2))
                    ? new Code()
                    : MovedArguments.setter(
                        "errorMode",
                        arguments.open(
                            Types.ERROR_MODE,
                            Map.of("abort", "ABORT", "continue", "CONTINUE"),
                            given.get(2))))
            .text(".build())");
      }
      case "listImports" -> {
        Code request = Code.of(".list(PageRequest.builder()", Types.PAGE);
        if (given.get(0) instanceof J.Empty) {
          request.text(".limit(100)");
        } else {
          request.code(arguments.setter("limit", given.get(0), "int"));
        }
        if (given.size() == 2) {
          request.code(arguments.setter("paginationToken", given.get(1), Types.STRING));
        }
        yield start.code(request).text(".build())");
      }
      case "describeImport" ->
          start.text(".describe(").expression(given.get(0), Types.STRING).text(")");
      case "cancelImport" ->
          start.text(".cancel(").expression(given.get(0), Types.STRING).text(")");
      default -> null;
    };
  }
}
