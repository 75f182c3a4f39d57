package io.pinelink.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.NameTree;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;

/** The exceptions in catch clauses, and their clauses once they are Pinelink's. */
final class CaughtExceptions {
  private static final String ANY = "io.pinelink.error.PinelinkException";
  private static final String OF_SERVICE = "io.pinelink.error.ServiceException";

  /** The exceptions that a catch clause of each exception would be a part of. */
  private static final Map<String, List<String>> COVERING =
      Map.of(
          OF_SERVICE,
          List.of(ANY),
          "io.pinelink.error.NotFoundException",
          List.of(ANY, OF_SERVICE),
          "io.pinelink.error.AlreadyExistsException",
          List.of(ANY, OF_SERVICE),
          "io.pinelink.error.UnauthenticatedException",
          List.of(ANY, OF_SERVICE));

  private CaughtExceptions() {}

  /** Returns the decisions that the clauses and resources of a statement need. */
  static List<String> hints(J.Try attempt) {
    List<String> hints = new ArrayList<>();
    List<String> caught = new ArrayList<>();
    for (J.Try.Catch clause : attempt.getCatches()) {
      TypeTree type = clause.getParameter().getTree().getTypeExpression();
      for (NameTree name :
          type instanceof J.MultiCatch several
              ? several.getAlternatives()
              : type == null ? List.<NameTree>of() : List.of(type)) {
        JavaType.FullyQualified exception = TypeUtils.asFullyQualified(name.getType());
        if (exception == null) {
          continue;
        }
        String hint = Hints.ofException(exception.getFullyQualifiedName());
        if (hint != null) {
          hints.add(hint);
        }
        String target = NewTypes.of(exception.getFullyQualifiedName());
        if (!(type instanceof J.MultiCatch) && caught.contains(target)) {
          hints.add("two clauses catch " + Official.simpleName(target) + " now: merge them");
        }
        caught.add(target);
      }
    }
    if (attempt.getResources() != null
        && attempt.getResources().stream()
            .anyMatch(
                resource ->
                    resource.getVariableDeclarations() instanceof J.VariableDeclarations opened
                        && opened.getTypeExpression() != null
                        && Official.owns(opened.getTypeExpression().getType()))) {
      hints.add(Hints.CLOSE);
    }
    return hints;
  }

  /**
   * Returns the alternatives of one clause that are not related, as Java requires and Pinelink's
   * exceptions are; the same clause if all are.
   */
  static NameTree unrelated(J.MultiCatch caught) {
    List<NameTree> kept = new ArrayList<>();
    List<String> targets = caught.getAlternatives().stream().map(CaughtExceptions::target).toList();
    for (int i = 0; i < targets.size(); i++) {
      String target = targets.get(i);
      boolean first = targets.indexOf(target) == i;
      boolean covered =
          COVERING.getOrDefault(target, List.of()).stream().anyMatch(targets::contains);
      if (first && !covered) {
        kept.add(caught.getAlternatives().get(i));
      }
    }
    if (kept.size() == targets.size()) {
      return caught;
    }
    return kept.size() == 1
        ? kept.get(0).withPrefix(caught.getPrefix())
        : caught.withAlternatives(kept);
  }

  private static String target(NameTree name) {
    JavaType.FullyQualified type = TypeUtils.asFullyQualified(name.getType());
    return type == null ? "" : NewTypes.of(type.getFullyQualifiedName());
  }
}
