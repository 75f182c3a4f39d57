package io.pinelink.server;

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

  private final Process process;
  private final int port;

  private KilledServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a server with options of its JVM. */
  static KilledServer start(Path data, List<String> options, String classPath) throws IOException {
    return start(data, List.of(), options, classPath);
  }

  /** Starts a server whose files can have a number of blocks of 512 bytes at most. */
  static KilledServer startLimited(Path data, int blocks) throws IOException {
    return start(
        data,
        List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"),
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
    File errors = new File(data + ".err");
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("port ")) {
        return new KilledServer(process, Integer.parseInt(line.substring(5)));
      }
    }
    throw new IOException("the server did not start: " + Files.readString(errors.toPath()));
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
    EmbeddedPineconeBuilder builder =
        EmbeddedPinecone.builder().localMode().onePort().data(Path.of(arguments[0]));
    builder.smallData = SMALL;
    EmbeddedPinecone server = builder.start();
    System.out.println("port " + server.address(Listener.CONTROL).getPort());
    System.out.flush();
    Thread.currentThread().join();
  }
}
