package compatibility;

/** Runs the main job without a framework, an embedded server, and then the library beside them. */
public final class Main {
  private Main() {}

  public static void main(String... args) throws Exception {
    System.out.println(MainJob.run());
    System.out.println(ServerJob.run());
    System.out.println(Beside.run());
  }
}
