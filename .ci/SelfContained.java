import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a project depend on the self-contained artifact instead of the transports: {@code java SelfContained.java POM}. The
 * artifact comes first, before the modules that the server needs.
 */
final class SelfContained {
  private SelfContained() {}

  public static void main(String... args) throws IOException {
    Path file = Path.of(args[0]);
    String pom = Files.readString(file);
    pom = withArtifact(pom, "pinelink-grpc", "pinelink");
    Files.writeString(file, withArtifact(pom, "pinelink-rest", "pinelink-core"));
  }

  private static String withArtifact(String pom, String from, String to) {
    String element = "<artifactId>" + from + "</artifactId>";
    if (!pom.contains(element)) {
      throw new IllegalArgumentException("the POM has no dependency on " + from);
    }
    return pom.replace(element, "<artifactId>" + to + "</artifactId>");
  }
}
