package io.pinelink.rewrite;

import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;

/**
 * Moves calls of the official client, their arguments and results; types follow in {@link
 * MoveTypes}.
 */
public final class MoveCalls extends Recipe {
  /** Creates the recipe, which has no options. */
  public MoveCalls() {}

  @Override
  public String getDisplayName() {
    return "Move calls of the official Pinecone client";
  }

  @Override
  public String getDescription() {
    return "Writes calls, metadata and filters of the official client as Pinelink has them, and "
        + "marks those that need a decision.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new CallsVisitor();
  }
}
