package io.gatehouse.vrrp.script;

import static java.util.Objects.requireNonNullElse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The file of a script.
 *
 * @param named as the configuration names it, made absolute
 * @param real with every symbolic link followed
 */
record Program(Path named, Path real) {

  /**
   * Finds it, on the path when the word has no slash.
   *
   * @throws ScriptRefused when it cannot be found or run
   */
  static Program find(String word, Executor executor) throws ScriptRefused {
    Path named = word.contains("/") ? Path.of(word).toAbsolutePath() : onPath(word, executor);
    try {
      Path real = named.toRealPath();
      FileRights rights = FileRights.of(real);
      if (!rights.isFile() || !rights.canBeRunBy(executor)) {
        throw new ScriptRefused(
            "script '"
                + word
                + "' is not executable for user "
                + executor.user()
                + " and group "
                + executor.group());
      }
      return new Program(named.normalize(), real);
    } catch (IOException e) {
      throw new ScriptRefused("script '" + word + "' cannot be found");
    }
  }

  /**
   * Whether somebody else than root could change what root would run: the file itself, or a folder
   * on the way to it.
   */
  boolean isInsecureFor(Executor executor) throws ScriptRefused {
    try {
      if (!executor.isRoot() && !FileRights.of(real).becomesRoot()) {
        return false;
      }
      return isOpen(named) || isOpen(real);
    } catch (IOException e) {
      throw new ScriptRefused("script '" + named + "' cannot be found");
    }
  }

  private static boolean isOpen(Path path) throws IOException {
    if (FileRights.of(path.getRoot()).isOpenToOthers()) {
      return true;
    }
    for (int i = 1; i <= path.getNameCount(); i++) {
      Path part = path.getRoot().resolve(path.subpath(0, i));
      if (FileRights.of(part, LinkOption.NOFOLLOW_LINKS).isOpenToOthers()) {
        return true;
      }
    }
    return false;
  }

  private static Path onPath(String word, Executor executor) throws ScriptRefused {
    String folders = requireNonNullElse(System.getenv("PATH"), "/bin:/usr/bin");
    for (String folder : folders.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, word).toAbsolutePath();
      try {
        if (Files.isRegularFile(file) && FileRights.of(file).canBeRunBy(executor)) {
          return file;
        }
      } catch (IOException e) {
        // The next folder may have it.
      }
    }
    throw new ScriptRefused("script '" + word + "' is in no folder of the path");
  }
}
