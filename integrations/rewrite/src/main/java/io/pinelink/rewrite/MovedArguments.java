package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/** Writes the arguments of the official client as Pinelink's builders take them. */
final class MovedArguments {
  private static final List<String> LISTS =
      List.of("java.util.Arrays", "java.util.List", "com.google.common.primitives.Floats");

  private static final List<String> FACTORIES = List.of("asList", "of");

  private final Usage usage;
  private final Consumer<String> mark;

  MovedArguments(Usage usage, Consumer<String> mark) {
    this.usage = usage;
    this.mark = mark;
  }

  void mark(String text) {
    mark.accept(text);
  }

  Usage usage() {
    return usage;
  }

  /** Returns {@code .name(value)}, or nothing if the value is the literal null. */
  Code setter(String name, @Nullable Expression value, String type) {
    if (value == null || Official.isNull(value)) {
      return new Code();
    }
    noteNull(name, value);
    return Code.of("." + name + "(").expression(value, type).text(")");
  }

  /** Returns {@code .name(code)}, or nothing if there is no code. */
  static Code setter(String name, @Nullable Code code) {
    return code == null ? new Code() : Code.of("." + name + "(").code(code).text(")");
  }

  /** Returns {@code .name()}, {@code .name(value)}, or nothing for the literal false. */
  Code flag(String name, Expression value) {
    Expression constant = value instanceof J.Literal ? value : usage.constant(value);
    if (Official.isLiteral(constant, true)) {
      return Code.of("." + name + "()");
    }
    return Official.isLiteral(constant, false)
        ? new Code()
        : Code.of("." + name + "(").expression(value, "boolean").text(")");
  }

  void noteNull(String name, Expression value) {
    if (usage.maybeNull(value)) {
      mark(value + " may be null, which " + name + "(…) refuses: call it only if there is a value");
    }
  }

  /** Returns the index, or its view of a namespace. */
  Code namespaced(Expression index, String type, @Nullable Expression namespace) {
    return Code.of(index, type).code(setter("namespace", namespace, Types.STRING));
  }

  /** Returns the floats as an array, or null for the literal null. */
  @Nullable Code floats(@Nullable Expression values) {
    if (values == null || Official.isNull(values)) {
      return null;
    }
    Code elements = elements(values, "float");
    if (elements != null) {
      return Code.of("new float[] {").code(elements).text("}");
    }
    noteNull("DenseValues.copyOf", values);
    return Code.of("DenseValues.copyOf(", Types.DENSE_VALUES)
        .expression(values, Types.FLOATS)
        .text(").values()");
  }

  /** Returns the floats as arguments of a method with variable arity, or null for null. */
  @Nullable Code floatArguments(@Nullable Expression values) {
    Code elements = values == null ? null : elements(values, "float");
    return elements != null ? elements : floats(values);
  }

  /** Returns the elements if the list is written out. */
  static @Nullable Code elements(Expression list, String type) {
    if (!(list instanceof J.MethodInvocation call)
        || !LISTS.contains(Official.owner(call.getMethodType()))
        || !FACTORIES.contains(call.getSimpleName())
        || call.getArguments().get(0) instanceof J.Empty) {
      return null;
    }
    Code code = new Code();
    for (int i = 0; i < call.getArguments().size(); i++) {
      Expression argument = call.getArguments().get(i);
      if (argument.getType() instanceof JavaType.Array) {
        return null;
      }
      code.text(i == 0 ? "" : ", ").expression(argument, type);
    }
    return code;
  }

  /** Returns the strings as arguments of a method with variable arity. */
  Code strings(Expression list) {
    Code elements = elements(list, Types.STRING);
    return elements != null
        ? elements
        : Code.of(list, Types.STRINGS).text(".toArray(String[]::new)");
  }

  /** Returns sparse values, or null if both arguments are the literal null. */
  @Nullable Code sparse(@Nullable Expression indices, @Nullable Expression values) {
    if (indices == null || values == null || Official.isNull(indices) || Official.isNull(values)) {
      return null;
    }
    noteNull("SparseValues.copyOf", indices);
    return Code.of("SparseValues.copyOf(", Types.SPARSE_VALUES)
        .expression(indices, Types.LONGS)
        .text(", ")
        .expression(values, Types.FLOATS)
        .text(")");
  }

  /** Returns a vector with the parts that are not the literal null. */
  Code vector(
      Expression id, Expression values, @Nullable Code sparse, @Nullable Expression metadata) {
    boolean plain = sparse == null && (metadata == null || Official.isNull(metadata));
    Code floats = plain ? floats(values) : floatArguments(values);
    if (plain && floats != null) {
      return Code.of("Vector.of(", Types.VECTOR)
          .expression(id, Types.STRING)
          .text(", ")
          .code(floats)
          .text(")");
    }
    return Code.of("Vector.builder(", Types.VECTOR)
        .expression(id, Types.STRING)
        .text(")")
        .code(setter("values", floats))
        .code(setter("sparseValues", sparse))
        .code(setter("metadata", metadata, Types.METADATA))
        .text(".build()");
  }

  /** Returns an argument that must be a filter, and marks one that this file does not make. */
  Code filter(Expression filter) {
    boolean known =
        filter instanceof J.Identifier
            || (filter.getType() instanceof JavaType.FullyQualified type
                && type.getFullyQualifiedName().equals(Types.FILTER));
    if (!known) {
      mark("a filter is a Filter, such as Filter.eq(\"genre\", \"drama\"), and no Struct");
    }
    noteNull("a filter", filter);
    return Code.of(filter, Types.FILTER);
  }

  /** Returns a constant such as {@code Metric.COSINE}, or {@code new Metric(value)}. */
  Code open(String type, Map<String, String> constants, Expression value) {
    String simple = Official.simpleName(type);
    Object literal = value instanceof J.Literal found ? found.getValue() : null;
    String constant = literal instanceof String name ? constants.get(name) : null;
    return constant != null
        ? Code.of(simple + "." + constant, type)
        : Code.of("new " + simple + "(", type).expression(value, Types.STRING).text(")");
  }

  Code cloud(Expression value) {
    return open(Types.CLOUD, Map.of("aws", "AWS", "azure", "AZURE", "gcp", "GCP"), value);
  }

  @Nullable Code metric(@Nullable Expression value) {
    if (value == null || Official.isNull(value)) {
      return null;
    }
    noteNull("metric", value);
    return open(
        Types.METRIC,
        Map.of("cosine", "COSINE", "dotproduct", "DOT_PRODUCT", "euclidean", "EUCLIDEAN"),
        value);
  }

  /** Returns the setting of deletion protection for a new index, which is off unless enabled. */
  Code protection(@Nullable Expression value) {
    if (value == null || Official.isNull(value)) {
      return new Code();
    }
    Boolean enabled = isEnabled(value);
    if (enabled != null) {
      return Code.of(enabled ? ".deletionProtection()" : "");
    }
    return isString(value)
        ? Code.of(".deletionProtection(\"enabled\".equals(")
            .expression(value, Types.STRING)
            .text("))")
        : unknownProtection(value);
  }

  /** Returns the setting of deletion protection for an index that exists, where null keeps it. */
  Code changedProtection(@Nullable Expression value) {
    if (value == null || Official.isNull(value)) {
      return new Code();
    }
    Boolean enabled = isEnabled(value);
    if (enabled != null) {
      return Code.of(".deletionProtection(" + enabled + ")");
    }
    if (!isString(value)) {
      return unknownProtection(value);
    }
    mark("deletionProtection(…) is a boolean; leave it out to keep the setting, as null did");
    return Code.of(".deletionProtection(\"enabled\".equals(")
        .expression(value, Types.STRING)
        .text("))");
  }

  private Code unknownProtection(Expression value) {
    mark("deletionProtection(…) is a boolean: write the condition for " + value);
    return Code.of(".deletionProtection(").expression(value, "boolean").text(")");
  }

  private static boolean isString(Expression value) {
    return value.getType() == JavaType.Primitive.String
        || (value.getType() instanceof JavaType.FullyQualified type
            && type.getFullyQualifiedName().equals(Types.STRING));
  }

  private @Nullable Boolean isEnabled(Expression value) {
    Expression constant = usage.constant(value);
    String text =
        constant instanceof J.Literal literal
            ? String.valueOf(literal.getValue())
            : value instanceof J.FieldAccess field ? field.getSimpleName() : "";
    return switch (text) {
      case "enabled", "ENABLED" -> true;
      case "disabled", "DISABLED" -> false;
      default -> null;
    };
  }
}
