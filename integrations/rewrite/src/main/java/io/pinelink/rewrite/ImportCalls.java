package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** The calls about bulk imports. */
final class ImportCalls {
  private static final Map<String, String> ERROR_MODES =
      Map.of("abort", "ABORT", "continue", "CONTINUE");

  private ImportCalls() {}

  /** Returns a call about bulk imports, which Pinelink offers on the index, or null. */
  static @Nullable Code move(J.MethodInvocation call, Code index, MovedArguments arguments) {
    List<Expression> given = call.getArguments();
    Code start = index.add(".imports()");
    return switch (call.getSimpleName()) {
      case "startImport" -> {
        boolean isDefault = Official.isAbsent(given.get(2));
        if (isDefault) {
          arguments.mark("the error mode is now sent: ABORT unless errorMode(…) is set");
        }
        yield start.add(
            ".start(StartImportRequest.builder({string}){}{}.build())",
            given.get(0),
            arguments.setter("integrationId({string})", given.get(1)),
            arguments.setter(
                "errorMode({})",
                isDefault ? null : arguments.open("ErrorMode", ERROR_MODES, given.get(2))));
      }
      case "listImports" ->
          start.add(
              ".list(PageRequest.builder(){}{}.build())",
              given.get(0) instanceof J.Empty
                  ? Code.of(".limit(100)")
                  : arguments.setter("limit({int})", given.get(0)),
              arguments.setter("paginationToken({string})", Official.at(given, 1)));
      case "describeImport" -> start.add(".describe({string})", given.get(0));
      case "cancelImport" -> start.add(".cancel({string})", given.get(0));
      default -> null;
    };
  }
}
