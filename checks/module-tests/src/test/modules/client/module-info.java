module com.example.client {
  requires io.pinelink;
}
