/** The diagnosis of the connections of a client, and the watch that repeats it. */
module io.pinelink.doctor {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;

  exports io.pinelink.doctor;
  exports io.pinelink.doctor.watch;
}
