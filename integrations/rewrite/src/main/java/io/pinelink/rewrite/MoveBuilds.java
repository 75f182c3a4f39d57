package io.pinelink.rewrite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;

/** Replaces the dependency on the official client in POMs, Gradle builds and version catalogues. */
public final class MoveBuilds extends Recipe {
  /** Creates the recipe, which has no options. */
  public MoveBuilds() {}

  @Override
  public String getDisplayName() {
    return "Move the dependency on the official Pinecone client";
  }

  @Override
  public String getDescription() {
    return "Replaces `io.pinecone:pinecone-client` by `io.pinelink:pinelink`, one jar without dependencies, "
        + "in Maven and Gradle builds.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new TreeVisitor<>() {
      @Override
      public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
        if (!(tree instanceof SourceFile file)) {
          return tree;
        }
        Path path = file.getSourcePath();
        String name = String.valueOf(path.getFileName());
        if (name.equals("pom.xml")) {
          return new PomVisitor().visit(tree, context);
        }
        if (name.endsWith(".gradle") || name.endsWith(".gradle.kts")) {
          return new GradleVisitor().visit(tree, context);
        }
        return name.endsWith(".versions.toml") ? new CatalogVisitor().visit(tree, context) : tree;
      }
    };
  }
}
