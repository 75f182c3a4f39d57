package io.pinelink.rewrite;

import org.openrewrite.ExecutionContext;
import org.openrewrite.toml.TomlVisitor;
import org.openrewrite.toml.tree.Toml;

/** Replaces coordinates in a version catalogue. A version that is named elsewhere stays. */
final class CatalogVisitor extends TomlVisitor<ExecutionContext> {
  @Override
  public Toml visitLiteral(Toml.Literal literal, ExecutionContext context) {
    if (!(literal.getValue() instanceof String text)) {
      return literal;
    }
    String replaced = Dependency.replace(text);
    return replaced == null
        ? literal
        : literal.withValue(replaced).withSource(literal.getSource().replace(text, replaced));
  }
}
