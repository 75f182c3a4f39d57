package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/** Writes the arguments of the official client as Pinelink's builders take them. */
record MovedArguments(Usage usage, Consumer<String> mark) {
  private static final List<String> LISTS =
      List.of("java.util.Arrays", "java.util.List", "com.google.common.primitives.Floats");

  private static final List<String> FACTORIES = List.of("asList", "of");

  void mark(String text) {
    mark.accept(text);
  }

  /**
   * Returns the call of a setter, or nothing if the value is missing or the literal null.
   *
   * @param call as {@code name({string})}, or {@code name({})} for code
   */
  Code setter(String call, @Nullable Object value) {
    if (Official.isAbsent(value)) {
      return new Code();
    }
    noteNull(call.substring(0, call.indexOf('(')), value);
    return Code.of("." + call, value);
  }

  /** Returns {@code .name(Type.copyOf(map))}, or nothing as {@link #setter} does. */
  Code copied(String name, String type, @Nullable Expression map) {
    if (Official.isAbsent(map)) {
      return new Code();
    }
    noteNull(type + ".copyOf", map);
    return Code.of("." + name + "(" + type + ".copyOf({object}))", map);
  }

  /** Returns {@code .name()}, {@code .name(value)}, or nothing for the literal false. */
  Code flag(String name, Expression value) {
    Expression constant = value instanceof J.Literal ? value : usage.constant(value);
    if (Official.isLiteral(constant, true)) {
      return Code.of("." + name + "()");
    }
    return Official.isLiteral(constant, false)
        ? new Code()
        : Code.of("." + name + "({boolean})", value);
  }

  void noteNull(String name, @Nullable Object value) {
    if (value instanceof J.Identifier variable && usage.maybeNull(variable)) {
      mark(value + " may be null, which " + name + "(…) refuses: call it only if there is a value");
    }
  }

  /** Returns the floats as an array, or null for the literal null. */
  @Nullable Code floats(@Nullable Expression values) {
    if (values == null || Official.isAbsent(values)) {
      return null;
    }
    Code elements = elements(values, "float");
    if (elements != null) {
      return Code.of("new float[] {{}}", elements);
    }
    noteNull("DenseValues.copyOf", values);
    return Code.of("DenseValues.copyOf({floats}).values()", values);
  }

  /** Returns the floats as arguments of a method with variable arity, or null for null. */
  @Nullable Code floatArguments(@Nullable Expression values) {
    Code elements = values == null ? null : elements(values, "float");
    return elements != null ? elements : floats(values);
  }

  /** Returns the elements if the list is written out. */
  private static @Nullable Code elements(Expression list, String type) {
    if (!(list instanceof J.MethodInvocation call)
        || !LISTS.contains(Official.owner(call.getMethodType()))
        || !FACTORIES.contains(call.getSimpleName())
        || call.getArguments().get(0) instanceof J.Empty
        || call.getArguments().stream().anyMatch(e -> e.getType() instanceof JavaType.Array)) {
      return null;
    }
    return Code.joined(
        call.getArguments().stream().map(e -> Code.of("{" + type + "}", e)).toList());
  }

  /** Returns the strings as arguments of a method with variable arity. */
  Code strings(Expression list) {
    Code elements = elements(list, "string");
    return elements != null ? elements : Code.of("{strings}.toArray(String[]::new)", list);
  }

  /** Returns sparse values, or null if both arguments are the literal null. */
  @Nullable Code sparse(@Nullable Expression indices, @Nullable Expression values) {
    if (Official.isAbsent(indices) || Official.isAbsent(values)) {
      return null;
    }
    noteNull("SparseValues.copyOf", indices);
    return Code.of("SparseValues.copyOf({longs}, {floats})", indices, values);
  }

  /** Returns a vector with the parts that are not the literal null. */
  Code vector(
      Expression id, Expression values, @Nullable Code sparse, @Nullable Expression metadata) {
    boolean plain = sparse == null && Official.isAbsent(metadata);
    Code floats = plain ? floats(values) : floatArguments(values);
    return plain && floats != null
        ? Code.of("Vector.of({string}, {})", id, floats)
        : Code.of(
            "Vector.builder({string}){}{}{}.build()",
            id,
            setter("values({})", floats),
            setter("sparseValues({})", sparse),
            setter("metadata({Metadata})", metadata));
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
    return Code.of("{Filter}", filter);
  }

  /** Returns a constant such as {@code Metric.COSINE}, or {@code new Metric(value)}. */
  Code open(String type, Map<String, String> constants, Expression value) {
    Object literal = value instanceof J.Literal found ? found.getValue() : null;
    String constant = literal instanceof String name ? constants.get(name) : null;
    return constant != null
        ? Code.of(type + "." + constant)
        : Code.of("new " + type + "({string})", value);
  }

  Code cloud(Expression value) {
    return open("Cloud", Map.of("aws", "AWS", "azure", "AZURE", "gcp", "GCP"), value);
  }

  @Nullable Code metric(@Nullable Expression value) {
    if (value == null || Official.isAbsent(value)) {
      return null;
    }
    noteNull("metric", value);
    return open(
        "Metric",
        Map.of("cosine", "COSINE", "dotproduct", "DOT_PRODUCT", "euclidean", "EUCLIDEAN"),
        value);
  }

  /** Returns the setting of deletion protection for a new index, which is off unless enabled. */
  Code protection(@Nullable Expression value) {
    if (value == null || Official.isAbsent(value)) {
      return new Code();
    }
    Boolean enabled = isEnabled(value);
    return enabled == null
        ? computedProtection(value)
        : Code.of(enabled ? ".deletionProtection()" : "");
  }

  /** Returns the setting of deletion protection for an index that exists, where null keeps it. */
  Code changedProtection(@Nullable Expression value) {
    if (value == null || Official.isAbsent(value)) {
      return new Code();
    }
    Boolean enabled = isEnabled(value);
    if (enabled != null) {
      return Code.of(".deletionProtection(" + enabled + ")");
    }
    if (isString(value)) {
      mark("deletionProtection(…) is a boolean; leave it out to keep the setting, as null did");
    }
    return computedProtection(value);
  }

  private Code computedProtection(Expression value) {
    if (isString(value)) {
      return Code.of(".deletionProtection(\"enabled\".equals({string}))", value);
    }
    mark("deletionProtection(…) is a boolean: write the condition for " + value);
    return Code.of(".deletionProtection({boolean})", value);
  }

  private static boolean isString(Expression value) {
    return value.getType() == JavaType.Primitive.String
        || (value.getType() instanceof JavaType.FullyQualified type
            && type.getFullyQualifiedName().equals("java.lang.String"));
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
