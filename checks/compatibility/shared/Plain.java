package compatibility;

import io.pinelink.Pinelink;

/** The main job alone. */
public final class Plain {
  private Plain() {}

  public static void main(String... args) {
    System.out.println(MainJob.run());
    System.out.println("Pinelink is in " + Pinelink.class.getModule());
  }
}
