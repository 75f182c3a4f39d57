import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;

/**
 * Chooses versions as Gradle does: of all versions of an artifact that the application, a library
 * or a platform asks for, the highest.
 */
final class Highest {
  private record Need(Artifact artifact, Set<String> excluded) {}

  private final Repositories repositories;
  private final GenericVersionScheme scheme = new GenericVersionScheme();
  private final Map<String, String> platform = new HashMap<>();
  private final Map<String, String> highest = new HashMap<>();
  private boolean raised;

  private Highest(Repositories repositories) {
    this.repositories = repositories;
  }

  /** Returns the artifacts of the class path of an application with these dependencies and BOMs. */
  static List<Artifact> resolve(
      Repositories repositories, List<Dependency> dependencies, List<Artifact> platforms)
      throws Exception {
    Highest resolution = new Highest(repositories);
    for (Artifact bom : platforms) {
      resolution.addPlatform(bom);
    }
    return resolution.walk(dependencies.stream().map(Highest::need).toList());
  }

  private void addPlatform(Artifact bom) throws Exception {
    for (Dependency managed : repositories.describe(bom).getManagedDependencies()) {
      raise(platform, managed.getArtifact());
    }
  }

  /** Walks the graph until no version is raised: another version may have other dependencies. */
  private List<Artifact> walk(List<Need> libraries) throws Exception {
    Map<String, Artifact> artifacts = new LinkedHashMap<>();
    do {
      raised = false;
      artifacts.clear();
      Set<Need> seen = new HashSet<>();
      Deque<Need> needs = new ArrayDeque<>(libraries);
      while (!needs.isEmpty()) {
        Need need = needs.remove();
        Artifact artifact = chosen(need.artifact());
        if (seen.add(new Need(artifact, need.excluded()))) {
          artifacts.put(artifact.toString(), artifact);
          needs.addAll(dependencies(artifact, need.excluded()));
        }
      }
    } while (raised);
    return List.copyOf(artifacts.values());
  }

  private Artifact chosen(Artifact artifact) throws InvalidVersionSpecificationException {
    String managed = platform.get(name(artifact));
    if (managed != null) {
      raise(highest, artifact.setVersion(managed));
    }
    if (!artifact.getVersion().isEmpty()) {
      raise(highest, artifact);
    }
    return artifact.setVersion(highest.get(name(artifact)));
  }

  private List<Need> dependencies(Artifact artifact, Set<String> excluded) throws Exception {
    List<Need> needs = new ArrayList<>();
    for (Dependency dependency : repositories.describe(artifact).getDependencies()) {
      Artifact needed = dependency.getArtifact();
      boolean used = Set.of("compile", "runtime").contains(dependency.getScope());
      if (used
          && !dependency.isOptional()
          && !excluded.contains(name(needed))
          && !excluded.contains(needed.getGroupId() + ":*")
          && !excluded.contains("*:*")) {
        Set<String> further = new HashSet<>(excluded);
        further.addAll(need(dependency).excluded());
        needs.add(new Need(needed, further));
      }
    }
    return needs;
  }

  private void raise(Map<String, String> versions, Artifact artifact)
      throws InvalidVersionSpecificationException {
    String name = name(artifact);
    String version = artifact.getVersion().replaceAll("[\\[\\]()]", "").split(",")[0];
    String before = versions.get(name);
    if (before == null || scheme.parseVersion(before).compareTo(scheme.parseVersion(version)) < 0) {
      versions.put(name, version);
      raised = true;
    }
  }

  private static Need need(Dependency dependency) {
    Set<String> excluded = new HashSet<>();
    for (Exclusion exclusion : dependency.getExclusions()) {
      excluded.add(exclusion.getGroupId() + ":" + exclusion.getArtifactId());
    }
    return new Need(dependency.getArtifact(), excluded);
  }

  private static String name(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId();
  }
}
