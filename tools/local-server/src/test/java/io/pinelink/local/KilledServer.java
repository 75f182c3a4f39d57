package io.pinelink.local;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A server in a process of its own, which keeps its data in a directory and can be killed. */
final class KilledServer {
  /** The size of files above which a snapshot replaces them, so that kills meet compactions. */
  private static final long SMALL = 200_000;

  private static final String FORCED = "pinelink.test.forced";

  private final Process process;
  private final Path errors;
  private final int port;

  private KilledServer(Process process, Path errors, int port) {
    this.process = process;
    this.errors = errors;
    this.port = port;
  }

  /** Starts a server with options of its JVM; system properties set what {@link #main} reads. */
  static KilledServer start(Path data, List<String> options, String classPath) throws IOException {
    return start(data, List.of(), options, classPath);
  }

  /** Returns the option of the JVM that forces all changes to the disk. */
  static String forced() {
    return "-D" + FORCED + "=true";
  }

  /** Starts a server whose files can have a number of blocks of 512 bytes at most. */
  static KilledServer startLimited(Path data, int blocks) throws IOException {
    return startLimited(data, "ulimit -f " + blocks);
  }

  /** Starts a server that can have a number of open files, its connections included. */
  static KilledServer startWithOpenFiles(Path data, int files) throws IOException {
    return startLimited(data, "ulimit -n " + files);
  }

  private static KilledServer startLimited(Path data, String limit) throws IOException {
    return start(
        data,
        List.of("sh", "-c", limit + "; exec \"$@\"", "sh"),
        List.of("-XX:-UsePerfData"),
        classPath());
  }

  private static KilledServer start(
      Path data, List<String> prefix, List<String> options, String classPath) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx200m"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, KilledServer.class.getName(), data.toString()));
    Path errors = Path.of(data + ".err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("port ")) {
        return new KilledServer(process, errors, Integer.parseInt(line.substring(5)));
      }
    }
    throw new IOException("the server did not start: " + Files.readString(errors));
  }

  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Returns a class path of the same classes in jars only, which a class archive needs. */
  static String classPathOfJars(Path directory) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : classPath().split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = directory.resolve("classes" + jars.size() + ".jar");
        pack(path, jar);
        path = jar;
      }
      if (Files.exists(path)) {
        jars.add(path.toString());
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(each).toString().replace(File.separatorChar, '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          out.putNextEntry(new JarEntry(name));
          Files.copy(each, out);
        }
      }
    }
  }

  /** Returns what the process has written to its standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  int port() {
    return port;
  }

  /** Kills the process as {@code kill -9} does, and waits for its end. */
  void kill() {
    process.destroyForcibly();
    var unused = process.onExit().join();
  }

  /** Stops the process with a signal that it handles, and waits for its end. */
  void stop() {
    process.destroy();
    var unused = process.onExit().join();
  }

  /** Starts a server and prints its port. */
  public static void main(String[] arguments) throws InterruptedException {
    LocalServerBuilder builder =
        LocalServer.builder(EmbeddedPinecone.builder().localMode().onePort())
            .data(Path.of(arguments[0]));
    builder.smallData = SMALL;
    if (Boolean.getBoolean(FORCED)) {
      builder.save(SavePolicy.forced());
    }
    EmbeddedPinecone server = builder.start().pinecone();
    System.out.println("port " + server.address(Listener.CONTROL).getPort());
    System.out.flush();
    Thread.currentThread().join();
  }
}
