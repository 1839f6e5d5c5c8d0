package io.gatehouse.gateway.plugins;

/**
 * The parent of all plugin jars: the JDK and the contracts in {@code io.gatehouse.api}. Nothing
 * else of the gateway can be seen from a jar, so a jar may bring any version of any library.
 */
final class ApiOnly extends ClassLoader {
  private static final String API = "io.gatehouse.api.";
  private final ClassLoader gateway;

  ApiOnly(ClassLoader gateway) {
    super("gatehouse-api", ClassLoader.getPlatformClassLoader());
    this.gateway = gateway;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(API)) {
      return gateway.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
