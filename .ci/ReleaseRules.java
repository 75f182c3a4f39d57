import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Maven Central's rules for a release, and some of our own, applied to a bundle in the layout of a repository: {@code
 * java ReleaseRules.java DIRECTORY}. Prints each violation. Signatures are verified by the caller, with gpg.
 */
class ReleaseRules {
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();
  private static final Map<String, String> CHECKSUMS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256");
  private static final List<String> REQUIRED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "scm/connection",
          "scm/url");
  private static final List<String> FORBIDDEN =
      List.of("parent", "repositories", "pluginRepositories", "distributionManagement", "profiles");

  private final List<String> violations = new ArrayList<>();

  /** The POM of each artifact, by its id. */
  private final Map<String, Document> poms = new TreeMap<>();

  public static void main(String... args) throws Exception {
    ReleaseRules rules = new ReleaseRules();
    rules.check(Path.of(args[0]));
    rules.violations.forEach(System.err::println);
    System.out.println("published: " + String.join(" ", rules.poms.keySet()));
    System.exit(rules.violations.isEmpty() ? 0 : 1);
  }

  private void check(Path repository) throws Exception {
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path pom : files.filter(file -> file.toString().endsWith(".pom")).toList()) {
        checkArtifact(repository, pom);
      }
    }
    for (String id : poms.keySet()) {
      checkDependencies(id);
    }
    checkBom();
  }

  private void checkArtifact(Path repository, Path pom) throws Exception {
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    String id = text(document, "/project/artifactId");
    String version = text(document, "/project/version");
    poms.put(id, document);
    require(!version.endsWith("-SNAPSHOT"), pom, "is a snapshot");
    require(!Files.readString(pom).contains("${"), pom, "has a property that was not replaced");
    for (String element : REQUIRED) {
      require(!text(document, "/project/" + element).isBlank(), pom, "lacks " + element);
    }
    for (String element : FORBIDDEN) {
      require(nodes(document, "/project/" + element).getLength() == 0, pom, "has " + element);
    }
    String group = text(document, "/project/groupId");
    String base = id + "-" + version;
    Path place = Path.of(group.replace('.', '/'), id, version, base + ".pom");
    require(repository.relativize(pom).equals(place), pom, "is not at " + place);

    Set<String> expected = new TreeSet<>(Set.of(base + ".pom", base + "-cyclonedx.json"));
    if (!text(document, "/project/packaging").equals("pom")) {
      for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
        expected.add(base + suffix);
      }
      if (!id.endsWith("-starter")) { // a starter has dependencies only
        requireEntry(pom, base + ".jar", name -> name.endsWith(".class"));
        requireEntry(pom, base + "-sources.jar", name -> name.endsWith(".java"));
        requireEntry(pom, base + "-javadoc.jar", "index.html"::equals);
      }
    }
    if (id.equals("pinelink-kafka-connect")) {
      expected.add(base + "-plugin.zip");
    }
    if (id.equals("pinelink-flink")) {
      expected.add(base + "-sql-connector.jar");
    }
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(pom.getParent())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.matches(".*\\.(asc|md5|sha1|sha256|sha512)")) {
          found.add(name);
          requireCompanions(file);
        }
      }
    }
    require(found.equals(expected), pom, "comes with " + found + " instead of " + expected);
  }

  private void requireCompanions(Path file) throws Exception {
    require(Files.exists(Path.of(file + ".asc")), file, "has no signature");
    for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
      Path companion = Path.of(file + "." + checksum.getKey());
      MessageDigest digest = MessageDigest.getInstance(checksum.getValue());
      String actual = HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
      require(
          Files.exists(companion) && Files.readString(companion).strip().equals(actual),
          file,
          "does not match its " + checksum.getKey());
    }
  }

  private void requireEntry(Path pom, String jar, Predicate<String> entry) throws IOException {
    Path file = pom.resolveSibling(jar);
    if (Files.exists(file)) { // otherwise the list of files is wrong, which is another violation
      try (JarFile opened = new JarFile(file.toFile())) {
        require(opened.stream().anyMatch(e -> entry.test(e.getName())), file, "lacks its content");
      }
    }
  }

  /** Requires that users can resolve what an artifact needs. */
  private void checkDependencies(String id) throws Exception {
    NodeList dependencies = nodes(poms.get(id), "//dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      String dependency = text(dependencies.item(i), "artifactId");
      String version = text(dependencies.item(i), "version");
      Path subject = Path.of(id);
      require(!version.isEmpty(), subject, "depends on " + dependency + " without a version");
      require(!version.endsWith("-SNAPSHOT"), subject, "depends on a snapshot of " + dependency);
      boolean own = text(dependencies.item(i), "groupId").equals("io.pinelink");
      require(!own || poms.containsKey(dependency), subject, "needs unpublished " + dependency);
    }
  }

  /** Requires that the BOM lists what is published, so that nothing is published by accident. */
  private void checkBom() throws Exception {
    Document bom = poms.get("pinelink-bom");
    require(bom != null, Path.of("pinelink-bom"), "is missing");
    for (String id : poms.keySet()) {
      String entry = "//dependency[groupId='io.pinelink'][artifactId='" + id + "']";
      require(
          bom == null || id.equals("pinelink-bom") || nodes(bom, entry).getLength() == 1,
          Path.of(id),
          "is published but not in the BOM");
    }
  }

  private void require(boolean condition, Path subject, String violation) {
    if (!condition) {
      violations.add(subject.getFileName() + " " + violation);
    }
  }

  private static String text(Object node, String path) throws Exception {
    return XPATH.evaluate(path, node);
  }

  private static NodeList nodes(Object node, String path) throws Exception {
    return (NodeList) XPATH.evaluate(path, node, XPathConstants.NODESET);
  }
}
