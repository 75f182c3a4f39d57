package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/**
 * Settings that the official client has in models of their own, and Pinelink in the request. A
 * variable that only holds such a model disappears.
 */
final class ModelSettings {
  private static final String MODEL = "org.openapitools.db_control.client.model.";

  private ModelSettings() {}

  /** Returns {@code ReadCapacity.dedicated(…)} for the expression that builds it, or null. */
  static @Nullable Code dedicated(J.NewClass created, Usage usage) {
    if (!TypeUtils.isOfClassType(created.getType(), MODEL + "ReadCapacity")
        || created.getArguments().size() != 1) {
      return null;
    }
    Map<String, Expression> spec = settings(created.getArguments().get(0), usage);
    Map<String, Expression> config = spec == null ? null : settings(spec.get("dedicated"), usage);
    Map<String, Expression> manual = config == null ? null : settings(config.get("manual"), usage);
    if (spec == null
        || config == null
        || manual == null
        || !spec.keySet().equals(Set.of("mode", "dedicated"))
        || !List.of("nodeType", "scaling", "manual").containsAll(config.keySet())
        || !config.containsKey("nodeType")
        || !manual.keySet().equals(Set.of("shards", "replicas"))) {
      return null;
    }
    usage.remove(created.getArguments().get(0));
    usage.remove(spec.get("dedicated"));
    usage.remove(config.get("manual"));
    return Code.of(
        "ReadCapacity.dedicated({string}, {int}, {int})",
        config.get("nodeType"),
        manual.get("shards"),
        manual.get("replicas"));
  }

  /** Returns the request for {@code createIndexForModel}, or null. */
  static @Nullable Code createIndexForModel(List<Expression> given, MovedArguments arguments) {
    Map<String, Expression> embed = settings(given.get(3), arguments.usage());
    if (embed == null
        || !embed.containsKey("model")
        || !List.of("model", "fieldMap", "metric", "dimension").containsAll(embed.keySet())) {
      return null;
    }
    Code textField = textField(embed.get("fieldMap"));
    if (textField == null) {
      return null;
    }
    arguments.usage().remove(given.get(3));
    return Code.of(
        "CreateIndexForModelRequest.builder({string}, {}, {string}, {string}, {})"
            + "{}{}{}{}{}{}.build()",
        given.get(0),
        arguments.cloud(given.get(1)),
        given.get(2),
        embed.get("model"),
        textField,
        arguments.setter("metric({})", arguments.metric(embed.get("metric"))),
        arguments.setter("dimension({int})", embed.get("dimension")),
        arguments.protection(given.get(4)),
        arguments.setter("tags({tags})", given.get(5)),
        arguments.setter("readCapacity({ReadCapacity})", Official.at(given, 6)),
        arguments.setter("schema({MetadataSchema})", Official.at(given, 7)));
  }

  /** Returns whether a model is an argument that {@link #createIndexForModel} reads whole. */
  static boolean isPartOfRequest(J.MethodInvocation model, Object parent) {
    return parent instanceof J.MethodInvocation call
        && call.getSimpleName().equals("createIndexForModel")
        && Official.owner(model.getMethodType()).equals(MODEL + "CreateIndexForModelRequestEmbed");
  }

  /** Returns the field that a map such as {@code Map.of("text", "body")} names. */
  private static @Nullable Code textField(@Nullable Expression fieldMap) {
    if (fieldMap instanceof J.MethodInvocation call
        && List.of("of", "singletonMap").contains(call.getSimpleName())
        && call.getArguments().size() == 2
        && Official.isLiteral(call.getArguments().get(0), "text")) {
      return Code.of("{string}", call.getArguments().get(1));
    }
    return fieldMap instanceof J.Identifier && isOfStrings(fieldMap.getType())
        ? Code.of("{tags}.get(\"text\")", fieldMap)
        : null;
  }

  private static boolean isOfStrings(@Nullable JavaType type) {
    return type instanceof JavaType.Parameterized map
        && TypeUtils.isAssignableTo("java.util.Map", map)
        && map.getTypeParameters().stream().allMatch(TypeUtils::isString);
  }

  /** Returns the settings of a model that is built here, or in a variable for this place alone. */
  private static @Nullable Map<String, Expression> settings(
      @Nullable Expression model, Usage usage) {
    if (model instanceof J.Identifier variable) {
      Expression value = usage.value(variable);
      return value != null && usage.isUsedOnce(variable) && isFixed(value, usage)
          ? Chains.read(value)
          : null;
    }
    return Chains.read(model);
  }

  /** Returns whether an expression has the same value where the variable is used. */
  private static boolean isFixed(Expression expression, Usage usage) {
    if (expression instanceof J.Literal) {
      return true;
    }
    if (expression instanceof J.Identifier variable) {
      return usage.isFixed(variable);
    }
    Map<String, Expression> settings = Chains.read(expression);
    if (settings != null) {
      return settings.values().stream().allMatch(each -> isFixed(each, usage));
    }
    return expression instanceof J.MethodInvocation call
        && List.of("of", "singletonMap").contains(call.getSimpleName())
        && call.getArguments().stream().allMatch(each -> isFixed(each, usage));
  }
}
