module com.example.server {
  requires io.pinelink;
  requires io.pinelink.files;
  requires io.pinelink.server;

  exports app.notes;
}
