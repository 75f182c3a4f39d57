import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;

/**
 * Chooses versions as Gradle does: of all versions of an artifact that the application, a library
 * or a platform asks for, the highest. Prints {@code group:artifact:type[:classifier] version} for
 * each artifact of the class path.
 *
 * <p>Arguments: the address of the remote repository; the local ones, joined by commas, the first
 * of which receives downloads; then {@code group:artifact[:version]} for each library and {@code
 * bom=…} or {@code parent=…} for each platform.
 */
final class Highest {
  private record Need(Artifact artifact, Set<String> excluded) {}

  private final RepositorySystem system = new RepositorySystemSupplier().get();
  private final RepositorySystemSession session;
  private final RemoteRepository remote;
  private final GenericVersionScheme scheme = new GenericVersionScheme();
  private final Map<String, String> platform = new HashMap<>();
  private final Map<String, String> highest = new TreeMap<>();
  private final Map<String, ArtifactDescriptorResult> descriptors = new HashMap<>();
  private boolean raised;

  private Highest(String remote, List<Path> repositories) {
    session =
        new SessionBuilderSupplier(system)
            .get()
            .withLocalRepositoryBaseDirectories(repositories)
            .setSystemProperties(System.getProperties())
            .build();
    this.remote = new RemoteRepository.Builder("central", "default", remote).build();
  }

  public static void main(String... args) throws Exception {
    List<Path> repositories = Arrays.stream(args[1].split(",")).map(Path::of).toList();
    Highest resolution = new Highest(args[0], repositories);
    List<Need> libraries = new ArrayList<>();
    for (String arg : List.of(args).subList(2, args.length)) {
      String coordinates = arg.substring(arg.indexOf('=') + 1);
      String[] parts = coordinates.split(":");
      String version = parts.length > 2 ? parts[2] : "";
      String type = arg.equals(coordinates) ? "jar" : "pom";
      Artifact artifact = new DefaultArtifact(parts[0], parts[1], type, version);
      if (type.equals("pom")) {
        resolution.addPlatform(artifact);
      } else {
        libraries.add(new Need(artifact, Set.of()));
      }
    }
    resolution.resolve(libraries).forEach(System.out::println);
  }

  private void addPlatform(Artifact bom) throws Exception {
    for (Dependency managed : describe(bom).getManagedDependencies()) {
      raise(platform, managed.getArtifact());
    }
  }

  /** Walks the graph until no version is raised: another version may have other dependencies. */
  private Set<String> resolve(List<Need> libraries) throws Exception {
    Set<String> lines = new TreeSet<>();
    do {
      raised = false;
      lines.clear();
      Set<Need> seen = new HashSet<>();
      Deque<Need> needs = new ArrayDeque<>(libraries);
      while (!needs.isEmpty()) {
        Need need = needs.remove();
        Artifact artifact = chosen(need.artifact());
        if (seen.add(new Need(artifact, need.excluded()))) {
          lines.add(line(artifact));
          needs.addAll(dependencies(artifact, need.excluded()));
        }
      }
    } while (raised);
    return lines;
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
    for (Dependency dependency : describe(artifact).getDependencies()) {
      Artifact needed = dependency.getArtifact();
      boolean used = Set.of("compile", "runtime").contains(dependency.getScope());
      if (used
          && !dependency.isOptional()
          && !excluded.contains(name(needed))
          && !excluded.contains(needed.getGroupId() + ":*")
          && !excluded.contains("*:*")) {
        Set<String> further = new HashSet<>(excluded);
        for (Exclusion exclusion : dependency.getExclusions()) {
          further.add(exclusion.getGroupId() + ":" + exclusion.getArtifactId());
        }
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

  private ArtifactDescriptorResult describe(Artifact artifact) throws ArtifactDescriptorException {
    Artifact pom =
        new DefaultArtifact(
            artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
    String key = pom.toString();
    if (!descriptors.containsKey(key)) {
      descriptors.put(
          key,
          system.readArtifactDescriptor(
              session, new ArtifactDescriptorRequest(pom, List.of(remote), null)));
    }
    return descriptors.get(key);
  }

  private static String name(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId();
  }

  private static String line(Artifact artifact) {
    String classifier = artifact.getClassifier();
    return name(artifact)
        + ":"
        + artifact.getExtension()
        + (classifier.isEmpty() ? "" : ":" + classifier)
        + " "
        + artifact.getVersion();
  }
}
