package io.pinelink.rewrite;

import org.openrewrite.ExecutionContext;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.J;

/** Replaces coordinates in a Gradle build, in Groovy or Kotlin: as one string or in parts. */
final class GradleVisitor extends JavaIsoVisitor<ExecutionContext> {
  private boolean inOfficialCall;

  @Override
  public J.MethodInvocation visitMethodInvocation(
      J.MethodInvocation call, ExecutionContext context) {
    boolean outer = inOfficialCall;
    Parts parts = new Parts();
    if (!call.getSimpleName().equals("dependencies")) {
      call.getArguments().forEach(argument -> parts.visit(argument, 0));
    }
    inOfficialCall = parts.group && parts.name;
    J.MethodInvocation visited = super.visitMethodInvocation(call, context);
    inOfficialCall = outer;
    return visited;
  }

  @Override
  public J.Literal visitLiteral(J.Literal literal, ExecutionContext context) {
    if (!(literal.getValue() instanceof String text) || literal.getValueSource() == null) {
      return literal;
    }
    String replaced = Dependency.replace(text);
    if (replaced == null && inOfficialCall) {
      replaced =
          text.equals(Dependency.OLD_GROUP)
              ? Dependency.GROUP
              : text.equals(Dependency.OLD_NAME)
                  ? Dependency.NAME
                  : text.matches("[3-6]\\.\\d+\\.\\d+.*") ? Dependency.VERSION : null;
    }
    return replaced == null
        ? literal
        : literal
            .withValue(replaced)
            .withValueSource(literal.getValueSource().replace(text, replaced));
  }

  /** Finds the two parts of the official client's coordinates. */
  private static final class Parts extends JavaIsoVisitor<Integer> {
    private boolean group;
    private boolean name;

    @Override
    public J.Literal visitLiteral(J.Literal literal, Integer context) {
      group |= Dependency.OLD_GROUP.equals(literal.getValue());
      name |= Dependency.OLD_NAME.equals(literal.getValue());
      return literal;
    }
  }
}
