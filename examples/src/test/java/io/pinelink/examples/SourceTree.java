package io.pinelink.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tests and POMs of all modules, as pages name them. */
final class SourceTree {
  static final Path ROOT = Path.of("..");

  private final Map<String, Path> tests = new TreeMap<>();
  private final List<Path> poms = new ArrayList<>();

  private SourceTree() {}

  static SourceTree read() throws IOException {
    SourceTree tree = new SourceTree();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean other = name.equals("target") || name.equals("node_modules");
            return other || (name.startsWith(".") && !folder.equals(ROOT))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.equals("pom.xml")) {
              tree.poms.add(file);
            } else if (name.endsWith(".java") && file.toString().contains("src/test")) {
              tree.tests.put(name.replace(".java", ""), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return tree;
  }

  List<Path> poms() {
    return poms;
  }

  /** Returns whether there is a test class. */
  boolean hasTest(String type) {
    return tests.containsKey(type);
  }

  /** Returns whether a class has a test method of the name that is not disabled. */
  boolean isRun(String type, @Nullable String method) {
    Path file = tests.get(type);
    if (file == null || method == null) {
      return file != null;
    }
    String source = text(file);
    Matcher declaration =
        Pattern.compile(" (?:void|Stream<DynamicTest>) " + method + "\\(").matcher(source);
    if (!declaration.find()) {
      return false;
    }
    String before = source.substring(0, declaration.start());
    int begin = Math.max(before.lastIndexOf("\n  }\n"), before.lastIndexOf("\n\n"));
    String annotations = before.substring(Math.max(begin, 0));
    return annotations.matches("(?s).*@(Test|ParameterizedTest|FuzzTest|TestFactory)\\b.*")
        && !source.contains("@Disabled");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
