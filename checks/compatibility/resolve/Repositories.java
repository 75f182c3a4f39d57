import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/** The remote repository and the local ones, read with Maven's own resolver. Thread-safe. */
final class Repositories {
  private final RepositorySystem system = new RepositorySystemSupplier().get();
  private final RepositorySystemSession session;
  private final List<RemoteRepository> remote;
  private final Map<String, ArtifactDescriptorResult> descriptors = new ConcurrentHashMap<>();

  /** The first local repository receives downloads. */
  Repositories(String remote, List<Path> local) {
    session =
        new SessionBuilderSupplier(system)
            .get()
            .withLocalRepositoryBaseDirectories(local)
            .setSystemProperties(System.getProperties())
            .setIgnoreArtifactDescriptorRepositories(true)
            .setConfigProperty("aether.system.dependencyVisitor", "preOrder") // as in Maven
            .build();
    this.remote = List.of(new RemoteRepository.Builder("central", "default", remote).build());
  }

  /** Returns what the effective POM of an artifact says. */
  ArtifactDescriptorResult describe(Artifact artifact) throws Exception {
    Artifact pom =
        new DefaultArtifact(
            artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
    ArtifactDescriptorResult known = descriptors.get(pom.toString());
    if (known == null) {
      known =
          system.readArtifactDescriptor(session, new ArtifactDescriptorRequest(pom, remote, null));
      descriptors.put(pom.toString(), known);
    }
    return known;
  }

  /** Resolves as Maven does: the nearest version wins, and of equal distance the first. */
  List<Path> nearest(List<Dependency> dependencies, List<Dependency> managed) throws Exception {
    CollectRequest collect = new CollectRequest(dependencies, managed, remote);
    return paths(
        system
            .resolveDependencies(
                session,
                new DependencyRequest(
                    collect, DependencyFilterUtils.classpathFilter("compile", "runtime")))
            .getArtifactResults());
  }

  /** Returns the files of artifacts. */
  List<Path> files(List<Artifact> artifacts) throws Exception {
    List<ArtifactRequest> requests = new ArrayList<>();
    artifacts.forEach(artifact -> requests.add(new ArtifactRequest(artifact, remote, null)));
    return paths(system.resolveArtifacts(session, requests));
  }

  private static List<Path> paths(List<ArtifactResult> results) {
    return results.stream()
        .map(ArtifactResult::getArtifact)
        .filter(artifact -> artifact.getExtension().equals("jar"))
        .map(Artifact::getPath)
        .toList();
  }
}
