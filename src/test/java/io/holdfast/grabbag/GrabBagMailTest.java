package io.holdfast.grabbag;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.Outbox;
import io.holdfast.delivery.Progress;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class GrabBagMailTest {

    private final List<NewMessage> put = new ArrayList<>();
    private final List<Entry> recorded = new ArrayList<>();
    private final Outbox outbox = new Outbox() {
        @Override
        public long put(NewMessage message) {
            put.add(message);
            return put.size();
        }

        @Override
        public void withdraw(World world, String topic, String because) {}

        @Override
        public boolean anybodyTold(World world, String topic) {
            return false;
        }

        @Override
        public Optional<Progress> progress(World world, String topic) {
            return Optional.empty();
        }

        @Override
        public void release(long message) {}
    };

    private static final Ids IDS = new Ids() {
        @Override
        public String id() {
            return "some-id";
        }

        @Override
        public String secret() {
            return "some-secret";
        }

        @Override
        public long below(long bound) {
            return 0;
        }
    };

    static Stream<Supplier<HikariDataSource>> databases() {
        return Stream.of(Databases::h2, Databases::postgres);
    }

    private GrabBagMail mail(HikariDataSource database, String... to) {
        return new GrabBagMail(
                new GrabBagSettings(null, 10, true, List.of(to)),
                Sample.PLAYBOOKS,
                outbox,
                Sample.WORDS,
                Sample.PEOPLE,
                recorded::add,
                new SettableClock(false),
                IDS,
                JdbcClient.create(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                "https://holdfast.example/");
    }

    private static List<String> addresses(NewMessage message) {
        return ((Audience.Addresses) message.audience())
                .addresses().stream()
                        .map(a -> a.recipient() + " " + a.address())
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void eachVersionIsMailedOnceToTheAddressesOfTheSettingsWhicheverNodeLooks(Supplier<HikariDataSource> source) {
        try (HikariDataSource database = source.get()) {
            mail(database, "desk@northbank.example").ensure(12);
            mail(database, "desk@northbank.example").ensure(12);
            assertThat(put).singleElement().satisfies(message -> {
                assertThat(message.topic()).isEqualTo("house/grab-bag/12");
                assertThat(addresses(message)).containsExactly("channel:desk@northbank.example desk@northbank.example");
            });
            mail(database, "desk@northbank.example").ensure(13);
            assertThat(put).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void somebodyMailsItToThoseWhoMaySeeNumbersAndItIsOnRecord(Supplier<HikariDataSource> source) {
        try (HikariDataSource database = source.get()) {
            GrabBagMail mail = mail(database);
            mail.ensure(12);
            assertThat(put).as("no address is set").isEmpty();
            assertThat(mail.mail(List.of("dana", "sam"), new Actor.Person("kai")))
                    .isEqualTo(1);
            assertThat(mail.mail(List.of("sam"), new Actor.Person("kai"))).isZero();
            assertThat(put)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(addresses(message)).containsExactly("person:dana dana@northbank.example"));
            assertThat(recorded)
                    .extracting(Entry::text)
                    .containsExactly("The grab bag of playbook 12 is mailed to Dana Ortiz");
        }
    }
}
