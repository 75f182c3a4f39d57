package io.pinelink.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Tree;
import org.openrewrite.marker.Markers;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Content;
import org.openrewrite.xml.tree.Xml;

/** Replaces the dependency in a POM. It needs no repository, because it reads only the XML. */
final class PomVisitor extends XmlVisitor<ExecutionContext> {
  @Override
  public Xml visitTag(Xml.Tag tag, ExecutionContext context) {
    Xml.Tag visited = (Xml.Tag) super.visitTag(tag, context);
    if (!visited.getName().equals("dependencies") || visited.getContent() == null) {
      return visited;
    }
    List<Content> content = new ArrayList<>();
    boolean changed = false;
    for (Content item : visited.getContent()) {
      if (item instanceof Xml.Tag dependency && isOfficial(dependency)) {
        changed = true;
        content.add(
            new Xml.Comment(
                Tree.randomId(),
                dependency.getPrefix(),
                Markers.EMPTY,
                " TODO Pinelink: " + Dependency.NOTE + " "));
        content.add(moved(dependency));
      } else {
        content.add(item);
      }
    }
    return changed ? visited.withContent(content) : visited;
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
    List<Content> kept = new ArrayList<>();
    if (moved.getContent() != null) {
      for (Content item : moved.getContent()) {
        boolean dropped =
            item instanceof Xml.Tag child
                && List.of("exclusions", "classifier").contains(child.getName());
        if (!dropped) {
          kept.add(item);
        }
      }
    }
    return moved.withContent(kept);
  }
}
