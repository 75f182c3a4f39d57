package io.pinelink.rewrite;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.ChangeType;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JContainer;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TypeUtils;
import org.openrewrite.marker.Markers;

/** Renames the types of the official client, their imports and exceptions. */
public final class MoveTypes extends Recipe {
  /** Creates the recipe, which has no options. */
  public MoveTypes() {}

  @Override
  public String getDisplayName() {
    return "Move types of the official Pinecone client";
  }

  @Override
  public String getDescription() {
    return "Renames models, responses and exceptions of the official client, and cleans imports.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new JavaIsoVisitor<>() {
      @Override
      public boolean isAcceptable(SourceFile file, ExecutionContext context) {
        return file instanceof J.CompilationUnit;
      }

      @Override
      public J.CompilationUnit visitCompilationUnit(
          J.CompilationUnit file, ExecutionContext context) {
        if (!usesOfficialClient(file)) {
          return file;
        }
        doAfterVisit(new ElementTypes());
        Set<String> names = names(file);
        for (Map.Entry<String, String> change : NewTypes.all().entrySet()) {
          if (names.contains(change.getKey())) {
            doAfterVisit(new ChangeType(change.getKey(), change.getValue(), true).getVisitor());
          }
        }
        doAfterVisit(new ImportCleanup());
        return file;
      }
    };
  }

  /** Files that have nothing of the official client keep their structs and futures. */
  private static boolean usesOfficialClient(J.CompilationUnit file) {
    return file.getImports().stream().anyMatch(line -> Official.owns(line.getTypeName()))
        || file.getTypesInUse().getTypesInUse().stream().anyMatch(Official::owns);
  }

  /** Returns the types that the file names, imports or uses in an expression. */
  private static Set<String> names(J.CompilationUnit file) {
    Set<String> names = new HashSet<>();
    file.getImports().forEach(line -> names.add(line.getTypeName()));
    for (JavaType type : file.getTypesInUse().getTypesInUse()) {
      JavaType.FullyQualified qualified = TypeUtils.asFullyQualified(type);
      if (qualified != null) {
        names.add(qualified.getFullyQualifiedName());
      }
    }
    return names;
  }

  /** Adds the element type to lists, as in {@code ListResponse<IndexDescription>}. */
  private static final class ElementTypes extends JavaVisitor<ExecutionContext> {
    @Override
    public J visitIdentifier(J.Identifier name, ExecutionContext context) {
      JavaType.FullyQualified type = TypeUtils.asFullyQualified(name.getType());
      String element = type == null ? null : NewTypes.LISTS.get(type.getFullyQualifiedName());
      boolean namesType =
          type != null
              && name.getFieldType() == null
              && name.getSimpleName().equals(type.getClassName());
      if (element == null
          || !namesType
          || getCursor().getParentTreeCursor().getValue() instanceof J.FieldAccess) {
        return name;
      }
      maybeAddImport(element, false);
      J.Identifier argument =
          new J.Identifier(
              Tree.randomId(),
              Space.EMPTY,
              Markers.EMPTY,
              List.of(),
              Official.simpleName(element),
              JavaType.ShallowClass.build(element),
              null);
      return new J.ParameterizedType(
          Tree.randomId(),
          name.getPrefix(),
          Markers.EMPTY,
          name.withPrefix(Space.EMPTY),
          JContainer.<Expression>build(List.of(JRightPadded.build(argument))),
          type);
    }
  }

  /** Removes imports of the official client that nothing names any more. */
  private static final class ImportCleanup extends JavaIsoVisitor<ExecutionContext> {
    @Override
    public J.CompilationUnit visitCompilationUnit(
        J.CompilationUnit file, ExecutionContext context) {
      Set<String> words = new HashSet<>();
      file.getClasses().forEach(declaration -> new Words().visit(declaration, words));
      for (J.Import line : file.getImports()) {
        String name = line.getTypeName();
        boolean official = Official.owns(name) || name.startsWith("com.google.protobuf.");
        // Code that does not compile yet has no types, only names.
        if (official && !words.contains(line.getQualid().getSimpleName())) {
          maybeRemoveImport(line.isStatic() ? name + "." + line.getQualid().getSimpleName() : name);
        }
      }
      for (String helper : List.of("java.util.Arrays", "com.google.common.primitives.Floats")) {
        maybeRemoveImport(helper);
      }
      return file;
    }
  }

  /** Collects the names in a class. */
  private static final class Words extends JavaIsoVisitor<Set<String>> {
    @Override
    public J.Identifier visitIdentifier(J.Identifier name, Set<String> words) {
      words.add(name.getSimpleName());
      return name;
    }
  }
}
