package io.pinelink.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openrewrite.Cursor;
import org.openrewrite.internal.ListUtils;
import org.openrewrite.java.tree.Comment;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TextComment;
import org.openrewrite.marker.Markers;

/** The comments about remaining work, collected by the statement that they precede. */
final class Marks {
  private static final String START = " TODO Pinelink: ";

  private final Map<UUID, Set<String>> texts = new HashMap<>();
  private int count;

  /** Returns how often a comment was added. */
  int count() {
    return count;
  }

  /** Adds a comment before the statement, member or class around this place. */
  void add(Cursor place, String text) {
    count++;
    Cursor cursor = place;
    while (true) {
      Cursor parent = cursor.getParentTreeCursor();
      if (parent.isRoot()) {
        return;
      }
      if (parent.getValue() instanceof J.Block || parent.getValue() instanceof J.CompilationUnit) {
        J statement = cursor.getValue();
        texts.computeIfAbsent(statement.getId(), id -> new LinkedHashSet<>()).add(text);
        return;
      }
      cursor = parent;
    }
  }

  /**
   * Puts the comments before the statements.
   *
   * @param statements as they are now
   * @param before the same statements as they were when the comments were added
   */
  <T extends J> List<T> apply(List<T> statements, List<? extends J> before) {
    if (texts.isEmpty() || statements.size() != before.size()) {
      return statements;
    }
    return ListUtils.map(
        statements,
        (i, statement) -> {
          Set<String> found = texts.get(before.get(i).getId());
          return found == null ? statement : comment(statement, found);
        });
  }

  private static <T extends J> T comment(T statement, Collection<String> found) {
    Space prefix = statement.getPrefix();
    List<Comment> comments = new ArrayList<>(prefix.getComments());
    String line = prefix.getLastWhitespace();
    line = line.substring(Math.max(0, line.lastIndexOf('\n')));
    for (String text : found) {
      String full = START + text;
      boolean present =
          comments.stream()
              .anyMatch(old -> old instanceof TextComment there && there.getText().equals(full));
      if (!present) {
        comments.add(
            new TextComment(
                false, full, line.startsWith("\n") ? line : "\n" + line, Markers.EMPTY));
      }
    }
    return statement.withPrefix(prefix.withComments(comments));
  }
}
