package io.pinelink.rewrite;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.Flag;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/** The use of variables in a file, read before it is changed. */
final class Usage extends JavaIsoVisitor<Integer> {
  private final Set<String> filters = new HashSet<>();
  private final Set<String> nulls = new HashSet<>();
  private final Set<String> assigned = new HashSet<>();
  private final Map<String, Expression> initial = new HashMap<>();
  private final Map<String, Integer> mentions = new HashMap<>();
  private final Set<String> removed = new HashSet<>();

  private Usage() {}

  static Usage none() {
    return new Usage();
  }

  static Usage of(J.CompilationUnit file) {
    Usage usage = new Usage();
    usage.visit(file, 0);
    return usage;
  }

  /** Returns whether a {@code Struct} variable is passed as a filter. */
  boolean isFilter(J.Identifier variable) {
    return filters.contains(key(variable));
  }

  /** Returns whether a variable is set to null somewhere. */
  boolean maybeNull(Expression expression) {
    return expression instanceof J.Identifier variable && nulls.contains(key(variable));
  }

  /** Returns the only value of a variable, or null if it has several or an unknown one. */
  @Nullable Expression value(Expression expression) {
    return expression instanceof J.Identifier variable && isFixed(variable)
        ? initial.get(key(variable))
        : null;
  }

  /** Returns whether a variable always has the value that it got first. */
  boolean isFixed(J.Identifier variable) {
    return !assigned.contains(key(variable)) && !isChangedElsewhere(variable.getFieldType());
  }

  /** Fields that are not final may get another value in another file. */
  private static boolean isChangedElsewhere(JavaType.@Nullable Variable variable) {
    return variable != null
        && variable.getOwner() instanceof JavaType.FullyQualified
        && !variable.hasFlags(Flag.Final);
  }

  /** Returns whether the declaration of a local variable and one other place name it. */
  boolean isUsedOnce(J.Identifier variable) {
    JavaType.Variable type = variable.getFieldType();
    return type != null
        && type.getOwner() instanceof JavaType.Method
        && mentions.getOrDefault(key(variable), 0) == 2;
  }

  /** Has the declaration of a variable removed, since nothing needs it any more. */
  void remove(@Nullable Expression expression) {
    if (expression instanceof J.Identifier variable) {
      removed.add(key(variable));
    }
  }

  boolean isRemoved(J.VariableDeclarations declaration) {
    return declaration.getVariables().size() == 1
        && removed.contains(key(declaration.getVariables().get(0).getName()));
  }

  /**
   * Returns the expression itself if it is a literal, or the literal that a variable always has.
   */
  Expression constant(Expression expression) {
    Expression value = value(expression);
    return value instanceof J.Literal ? value : expression;
  }

  @Override
  public J.VariableDeclarations.NamedVariable visitVariable(
      J.VariableDeclarations.NamedVariable variable, Integer context) {
    Expression value = variable.getInitializer();
    if (value != null) {
      if (initial.put(key(variable.getName()), value) != null) {
        assigned.add(key(variable.getName()));
      }
      if (Official.isAbsent(value)) {
        nulls.add(key(variable.getName()));
      }
    }
    return super.visitVariable(variable, context);
  }

  @Override
  public J.Identifier visitIdentifier(J.Identifier name, Integer context) {
    if (name.getFieldType() != null) {
      mentions.merge(key(name), 1, Integer::sum);
    }
    return super.visitIdentifier(name, context);
  }

  @Override
  public J.Assignment visitAssignment(J.Assignment assignment, Integer context) {
    if (assignment.getVariable() instanceof J.Identifier variable) {
      assigned.add(key(variable));
      if (Official.isAbsent(assignment.getAssignment())) {
        nulls.add(key(variable));
      }
    }
    return super.visitAssignment(assignment, context);
  }

  @Override
  public J.AssignmentOperation visitAssignmentOperation(
      J.AssignmentOperation assignment, Integer context) {
    if (assignment.getVariable() instanceof J.Identifier variable) {
      assigned.add(key(variable));
    }
    return super.visitAssignmentOperation(assignment, context);
  }

  @Override
  public J.Unary visitUnary(J.Unary unary, Integer context) {
    if (unary.getExpression() instanceof J.Identifier variable
        && unary.getOperator().isModifying()) {
      assigned.add(key(variable));
    }
    return super.visitUnary(unary, context);
  }

  @Override
  public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer context) {
    List<Expression> arguments = call.getArguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof J.Identifier variable
          && isFilterParameter(call.getMethodType(), i)) {
        filters.add(key(variable));
      }
    }
    return super.visitMethodInvocation(call, context);
  }

  /** Returns whether a {@code Struct} parameter of the official client is a filter. */
  static boolean isFilterParameter(JavaType.@Nullable Method method, int parameter) {
    if (method == null
        || !Official.owns(method.getDeclaringType())
        || !Official.takes(method, parameter, Official.STRUCT)) {
      return false;
    }
    return switch (method.getName()) {
      case "upsert",
          "update",
          "buildUpsertVectorWithUnsignedIndices",
          "setMetadata",
          "<constructor>" ->
          false;
      case "updateByMetadata" -> parameter == 0;
      default -> true;
    };
  }

  private static String key(J.Identifier variable) {
    JavaType.Variable type = variable.getFieldType();
    return variable.getSimpleName() + " of " + (type == null ? "" : type.getOwner());
  }
}
