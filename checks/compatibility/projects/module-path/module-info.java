/** An application on the module path. */
module compatibility {
  requires java.net.http;
@requires@
}
