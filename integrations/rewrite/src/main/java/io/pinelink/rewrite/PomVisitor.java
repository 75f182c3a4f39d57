package io.pinelink.rewrite;

import java.util.List;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Tree;
import org.openrewrite.internal.ListUtils;
import org.openrewrite.marker.Markers;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Xml;

/** Replaces the dependency in a POM. It needs no repository, because it reads only the XML. */
final class PomVisitor extends XmlVisitor<ExecutionContext> {
  @Override
  public Xml visitTag(Xml.Tag tag, ExecutionContext context) {
    Xml.Tag visited = (Xml.Tag) super.visitTag(tag, context);
    if (!visited.getName().equals("dependencies") || visited.getContent() == null) {
      return visited;
    }
    return visited.withContent(
        ListUtils.flatMap(
            visited.getContent(),
            item ->
                item instanceof Xml.Tag dependency && isOfficial(dependency)
                    ? List.of(note(dependency), moved(dependency))
                    : item));
  }

  private static Xml.Comment note(Xml.Tag dependency) {
    String text = " TODO Pinelink: " + Dependency.NOTE + " ";
    return new Xml.Comment(Tree.randomId(), dependency.getPrefix(), Markers.EMPTY, text);
  }

  private static boolean isOfficial(Xml.Tag tag) {
    return tag.getName().equals("dependency")
        && tag.getChildValue("groupId").orElse("").equals(Dependency.OLD_GROUP)
        && tag.getChildValue("artifactId").orElse("").equals(Dependency.OLD_NAME);
  }

  /**
   * The artifact has no dependencies to exclude, and no classifier for a jar that contains them.
   */
  private static Xml.Tag moved(Xml.Tag dependency) {
    Xml.Tag moved =
        dependency
            .withChildValue("groupId", Dependency.GROUP)
            .withChildValue("artifactId", Dependency.NAME);
    if (moved.getChild("version").isPresent()) {
      moved = moved.withChildValue("version", Dependency.VERSION);
    }
    List<String> dropped = List.of("exclusions", "classifier");
    return moved.withContent(
        ListUtils.map(
            moved.getContent(),
            item ->
                item instanceof Xml.Tag child && dropped.contains(child.getName()) ? null : item));
  }
}
