package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepalivedArgumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-f a",
        "-P",
        "-B",
        "--all",
        "-l",
        "-D",
        "-S 3",
        "-g",
        "-gx",
        "--flush-log-file",
        "-G",
        "-u 022",
        "-X",
        "-V",
        "-I",
        "-R",
        "-n",
        "-d",
        "-p a",
        "-r a",
        "-c a",
        "-a",
        "-b a",
        "-x",
        "-A a",
        "-s a",
        "-m",
        "-M",
        "--no-mem-check",
        "-L",
        "-e",
        "-i a",
        "-t",
        "-tx",
        "--perf",
        "--debug=TpM",
        "-v",
        "-h",
        "--signum=STOP",
        "--signum STOP",
        "--config-test=x",
        "--dont-fork --log-console --vrrp",
        "-nlDPf x"
      })
  void everyOptionOfTheManualIsKnown(String line) {
    assertThat(KeepalivedArguments.parse(line.split(" ")).values()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-f a.conf|use-file|a.conf",
        "-fa.conf|use-file|a.conf",
        "--use-file a.conf|use-file|a.conf",
        "--use-file=a.conf|use-file|a.conf",
        "--use=a.conf|use-file|a.conf",
        "-nlf a.conf|use-file|a.conf",
        "-t -f a.conf|use-file|a.conf",
        "-tlog|config-test|log",
        "-i node1|config-id|node1"
      })
  void valuesAreTakenAsGetoptTakesThem(String line, String option, String value) {
    assertThat(KeepalivedArguments.parse(line.split(" ")).value(option)).contains(value);
  }

  @Test
  void theTestTakesNoValueFromTheNextWord() {
    assertThatThrownBy(() -> KeepalivedArguments.parse("-t", "a.conf"))
        .hasMessage("Unexpected argument 'a.conf'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nonsense|Unknown option --nonsense",
        "-y|Unknown option -y",
        "-f|Missing parameter for option --use-file",
        "--vrrp=yes|Option --vrrp takes no value"
      })
  void otherWordsAreNamed(String line, String message) {
    assertThatThrownBy(() -> KeepalivedArguments.parse(line.split(" "))).hasMessage(message);
  }
}
