package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** The calls of {@code Inference}: embed, rerank and models. */
final class InferenceCalls {
  private InferenceCalls() {}

  /** Returns the call of the inference client as Pinelink has it, or null. */
  static @Nullable Code move(J.MethodInvocation call, Expression client, MovedArguments arguments) {
    List<Expression> given = call.getArguments();
    Code start = Code.of(client, "io.pinelink.Inference").text("." + call.getSimpleName() + "(");
    return switch (call.getSimpleName()) {
      case "embed" ->
          start
              .text("EmbedRequest.builder(", Types.EMBED)
              .expression(given.get(0), Types.STRING)
              .text(", ")
              .expression(given.get(2), Types.STRINGS)
              .text(")")
              .code(parameters(arguments, given.get(1)))
              .text(".build())");
      case "rerank" -> rerank(start, given, arguments);
      case "listModels" -> listModels(start, given, arguments);
      case "describeModel" -> start.expression(given.get(0), Types.STRING).text(")");
      default -> null;
    };
  }

  private static Code parameters(MovedArguments arguments, Expression map) {
    if (Official.isNull(map)) {
      return new Code();
    }
    arguments.noteNull("Fields.copyOf", map);
    return Code.of(".parameters(Fields.copyOf(", Types.FIELDS)
        .expression(map, Types.OBJECTS)
        .text("))");
  }

  private static Code rerank(Code start, List<Expression> given, MovedArguments arguments) {
    start
        .text("RerankRequest.builder(", Types.RERANK)
        .expression(given.get(0), Types.STRING)
        .text(", ")
        .expression(given.get(1), Types.STRING)
        .text(").documents(")
        .expression(
            given.get(2), "java.util.List<java.util.Map<java.lang.String, java.lang.Object>>")
        .text(".stream().map(Fields::copyOf).toList())", Types.FIELDS);
    if (given.size() == 3) {
      return start.text(".rankFields(\"text\").build())");
    }
    if (!Official.isNull(given.get(3))) {
      start.text(".rankFields(").code(arguments.strings(given.get(3))).text(")");
    }
    return start
        .text(".topN(")
        .expression(given.get(4), "int")
        .text(").returnDocuments(")
        .expression(given.get(5), "boolean")
        .text(")")
        .code(parameters(arguments, given.get(6)))
        .text(".build())");
  }

  private static @Nullable Code listModels(
      Code start, List<Expression> given, MovedArguments arguments) {
    if (given.get(0) instanceof J.Empty) {
      return start.text(")");
    }
    Code type =
        arguments.open(
            Types.MODEL_TYPE, Map.of("embed", "EMBED", "rerank", "RERANK"), given.get(0));
    if (given.size() == 1) {
      return start.text("ListModelsRequest.of(", Types.LIST_MODELS).code(type).text("))");
    }
    return start
        .text("ListModelsRequest.builder().type(", Types.LIST_MODELS)
        .code(type)
        .text(").vectorType(")
        .code(
            arguments.open(
                Types.VECTOR_TYPE, Map.of("dense", "DENSE", "sparse", "SPARSE"), given.get(1)))
        .text(").build())");
  }
}
