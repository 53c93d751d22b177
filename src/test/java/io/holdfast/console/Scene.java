package io.holdfast.console;

import static io.holdfast.catalog.Verdict.BAD;
import static io.holdfast.catalog.Verdict.GOOD;
import static io.holdfast.catalog.Verdict.STRAINED;
import static io.holdfast.catalog.Verdict.UNKNOWN;

import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.Delays;
import io.holdfast.delivery.DeliveryLog;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.NewMessage;
import io.holdfast.detect.Lights;
import io.holdfast.detect.SignalLog;
import io.holdfast.evidence.Timeline;
import io.holdfast.facts.FactSheet;
import io.holdfast.guidance.Guidance;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.IncidentStory;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Scope;
import io.holdfast.incident.Severity;
import io.holdfast.incident.Status;
import io.holdfast.incident.Suspect;
import io.holdfast.resolve.ModeSteps;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.tasks.Field;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One moment of the story that the pages are looked at with. */
final class Scene {
    static final String HOSTILE = "<script>alert(1)</script> <b>& \"it's\" ${7*7} `x` @here <!channel> "
            + "Averyveryverylongwordwithoutanybreakthatgoesonandonandonandonandonandonandonandonandon ñ 日本 🙂";
    static final Instant ONSET = Instant.parse("2026-11-23T08:52:00Z");
    static final Scope SCOPE = new Scope(List.of("eu-west"), List.of("app", "voice"), List.of());
    static final String EN =
            "Northbank: since 08:52 signing in to our app may fail. Cards and cash machines work as usual."
                    + " Urgent? Call the number on your card: we can help you by phone. We never ask for your PIN or password."
                    + " Next message by 09:20. Reply STATUS for news, STOP to end.";
    static final String EN_WITHOUT = EN.replace(": we can help you by phone.", ".");
    static final String ES = "Northbank: desde las 08:52 puede fallar el acceso a nuestra app. Tarjetas y cajeros"
            + " funcionan como siempre. Si es urgente, llame al teléfono de su tarjeta: le atendemos. Nunca le pedimos"
            + " su PIN ni su clave. Le escribimos de nuevo antes de las 09:20. Responda STATUS (consulta) o STOP (baja).";

    final Instant now;
    final List<Incident> incidents = new ArrayList<>();
    final List<Lights.JourneyState> lights = new ArrayList<>();
    final List<Task> tasks = new ArrayList<>();
    final List<ModeSwitch> modes = new ArrayList<>();
    final List<ModeSteps.Step> steps = new ArrayList<>();
    final List<MessageLog.Sent> messages = new ArrayList<>();
    final List<Delays.Delay> delays = new ArrayList<>();
    final List<DeliveryLog.Line> deliveries = new ArrayList<>();
    final List<MessageLog.Seen> seen = new ArrayList<>();
    final List<Timeline.Line> lines = new ArrayList<>();
    final List<SignalLog.Line> unplaced = new ArrayList<>();
    final List<SignalLog.Line> heard = new ArrayList<>();
    final List<Guidance.Block> blocks = new ArrayList<>();
    final List<io.holdfast.playbook.Fault> faults = new ArrayList<>();

    @Nullable
    FactSheet sheet;

    private Scene(Instant now) {
        this.now = now;
    }

    static Scene of(String name) {
        return switch (name) {
            case "calm" -> calm();
            case "incident" -> incident();
            case "going" -> going();
            case "sending" -> sending();
            case "learn" -> learn();
            case "empty" -> new Scene(Instant.parse("2026-11-23T08:40:00Z"));
            case "hostile" -> hostile();
            case "two" -> two();
            default -> throw new IllegalArgumentException("No scene " + name);
        };
    }

    private void journeys(boolean hit) {
        lights.add(journey(
                "sign-in",
                "Sign in and verification",
                hit,
                lamps(hit, "71 % succeed", GOOD, hit ? BAD : GOOD, GOOD, hit ? STRAINED : GOOD)));
        lights.add(journey(
                "reach-team", "Reaching the right team", false, lamps(false, "98 % matched", GOOD, GOOD, GOOD, GOOD)));
        lights.add(journey(
                "load-record",
                "Loading the customer record",
                false,
                lamps(false, "99 % matched", GOOD, GOOD, GOOD, GOOD)));
        lights.add(journey(
                "bot-handoff",
                "Bot-to-agent handoff",
                hit,
                lamps(hit, "91 % verified", GOOD, hit ? STRAINED : GOOD, GOOD, UNKNOWN)));
        lights.add(journey(
                "payment-change",
                "Payment and account change",
                hit,
                lamps(hit, "74 % pass", GOOD, hit ? BAD : GOOD, GOOD, hit ? STRAINED : GOOD)));
        lights.add(journey(
                "case-resolution", "Case resolution", false, lamps(false, "98 % matched", GOOD, GOOD, GOOD, GOOD)));
    }

    private static Lights.JourneyState journey(String id, String name, boolean hit, List<Lights.LightState> lamps) {
        return new Lights.JourneyState(id, name, lamps, hit ? List.of("INC-7") : List.of());
    }

    private static List<Lights.LightState> lamps(boolean hit, String figure, Verdict... verdicts) {
        List<Lights.LightState> lamps = new ArrayList<>();
        for (Light light : Light.values()) {
            Verdict v = verdicts[light.ordinal()];
            lamps.add(new Lights.LightState(
                    light,
                    v,
                    v == UNKNOWN,
                    v == UNKNOWN ? null : light == Light.IDENTITY ? figure : "97 % answered",
                    v == BAD && hit
                            ? "Tokens take over 4 s, usual 0.3 s"
                            : v == STRAINED ? "Fewer tries succeed" : null,
                    ONSET));
        }
        return lamps;
    }

    private static Scene calm() {
        Scene scene = new Scene(Instant.parse("2026-11-23T08:40:00Z"));
        scene.journeys(false);
        return scene;
    }

    private static IncidentStory story(Instant detected) {
        return new IncidentStory(7, ONSET, detected)
                .title("Customers in eu-west may not be able to prove who they are")
                .severity(
                        Severity.SEV2,
                        "SEV2: many customers, a way round exists",
                        "71 % of sign-ins succeed, usual 98 %; busiest hour, one region")
                .phase(Phase.ROUTE, Status.INVESTIGATING)
                .scope(SCOPE)
                .hits("sign-in", GOOD, BAD, GOOD, STRAINED)
                .hits("bot-handoff", GOOD, STRAINED, GOOD, UNKNOWN)
                .hits("payment-change", GOOD, BAD, GOOD, STRAINED)
                .suspect(new Suspect(
                        "identity-provider",
                        "Identity provider",
                        "identity",
                        9,
                        "Named by the alert; 3 of the 3 journeys it carries are hit, the 3 others are well.",
                        "sign-ins fail while tokens come fast"))
                .suspect(new Suspect(
                        "cloud-eu-west",
                        "Region eu-west",
                        "region",
                        1,
                        "All three journeys run there, but so do three that are well.",
                        ""))
                .led(null, null);
    }

    private static Field field(
            String id, String label, String type, @Nullable Object value, @Nullable String hint, Option... options) {
        return new Field(id, label, type, true, List.of(options), value, hint);
    }

    static Field field(String id, String label, String type, boolean required) {
        return new Field(id, label, type, required, List.of(), null, null);
    }

    static final List<Option> SEVERITIES = List.of(
            new Option("SEV1", "SEV1: most customers, no way round"),
            new Option("SEV2", "SEV2: many customers, a way round exists"),
            new Option("SEV3", "SEV3: few customers, or little harm"),
            new Option("SEV4", "SEV4: nobody outside notices"));

    private Task task(
            String id,
            String key,
            String name,
            @Nullable String ref,
            String group,
            String about,
            @Nullable Instant due,
            @Nullable String onDue,
            boolean approves,
            Field... fields) {
        Task task = new Task(
                id, key, name, "INC-7", ref, null, List.of(group), about, now, due, onDue, approves, List.of(fields));
        tasks.add(task);
        return task;
    }

    private void proposals() {
        task(
                "t-take",
                "takeCommand",
                "Take command",
                "commander",
                "commander",
                "Somebody has to lead this. You are asked first.",
                Instant.parse("2026-11-23T09:03:05Z"),
                "Omar is paged",
                false,
                field(
                        "verdict",
                        "Your answer",
                        "enum",
                        "take",
                        null,
                        new Option("take", "Take command"),
                        new Option("not-mine", "It is not mine"),
                        new Option("hand-to", "Hand it to somebody")),
                new Field(
                        "who",
                        "To whom",
                        "enum",
                        false,
                        Northbank.people().stream()
                                .map(m -> new Option(m.username(), m.name()))
                                .toList(),
                        null,
                        "Only where you hand it on"));
        task(
                "t-diag",
                "confirmDiagnosis",
                "Confirm the diagnosis",
                null,
                "commander",
                "Is this the cause, and is it this bad?",
                Instant.parse("2026-11-23T09:08:00Z"),
                "Work goes on with this cause",
                true,
                field(
                        "verdict",
                        "Your answer",
                        "enum",
                        "confirm",
                        null,
                        new Option("confirm", "Confirm"),
                        new Option("later", "Later")),
                field(
                        "suspect",
                        "Work on this cause",
                        "enum",
                        "identity-provider",
                        null,
                        new Option("identity-provider", "Identity provider, score 9"),
                        new Option("cloud-eu-west", "Region eu-west, score 1")),
                new Field(
                        "severity",
                        "Severity",
                        "enum",
                        true,
                        SEVERITIES,
                        "SEV2",
                        "71 % of sign-ins succeed, usual 98 %"));
        heard.add(said(12, "api", "measurement", "Sign-ins that succeed: 71 %", 41));
        heard.add(said(11, "alertmanager", "alert", "TokenLatencyHigh", 0));
        heard.add(said(10, "slack", "report", "Customers can't log in since the change at nine", 2));
        modes.add(new ModeSwitch(
                "m-1",
                "INC-7",
                "sign-in",
                "security-questions",
                "Verify by security questions",
                SCOPE,
                "proposed",
                now,
                "Identity is bad on sign in; questions need no token"));
        task(
                "t-mode",
                "approveMode",
                "Approve the fallback",
                "m-1",
                "commander",
                "Switch to security questions?",
                Instant.parse("2026-11-23T09:05:00Z"),
                "it stays off, and you are asked again",
                true,
                field(
                        "verdict",
                        "Your answer",
                        "enum",
                        "switch",
                        null,
                        new Option("switch", "Switch it on"),
                        new Option("leave", "Leave it off")),
                field("why", "Why", "text", false));
        task(
                "t-update",
                "approveUpdate",
                "Approve the words for customers",
                "d-1",
                "commander",
                "4,180 people in eu-west agreed to texts; out in about 3 minutes.",
                Instant.parse("2026-11-23T09:06:00Z"),
                "you are asked again",
                true,
                field(
                        "verdict",
                        "Your answer",
                        "enum",
                        "send",
                        null,
                        new Option("send", "Send"),
                        new Option("hold", "Hold"),
                        new Option("do-not-notify", "Do not notify")),
                field("text.en", "Text message", "text", EN, null),
                field("text.es", "Text message", "text", ES, null));
    }

    private SignalLog.Line said(long id, String source, String kind, String title, long repeats) {
        return new SignalLog.Line(
                id, source, kind, title, "firing", ONSET, ONSET, "sign-in", null, repeats, "INC-7", null);
    }

    private static Scene incident() {
        Scene scene = new Scene(Instant.parse("2026-11-23T08:58:50Z"));
        scene.journeys(true);
        scene.incidents.add(story(Instant.parse("2026-11-23T08:58:05Z")).at(scene.now));
        scene.proposals();
        scene.block();
        scene.lines.add(line(
                1,
                "2026-11-23T08:58:05Z",
                "incident.opened",
                "INC-7 opened by the alert TokenLatencyHigh: 95th percentile of token issue over 4 s",
                "alertmanager",
                true,
                null));
        scene.unplaced.add(new SignalLog.Line(
                3,
                "alertmanager",
                "alert",
                "HostDiskFull",
                "firing",
                ONSET,
                ONSET,
                null,
                null,
                2,
                null,
                "No journey or dependency of the catalog matches its labels (host=vm-12)"));
        return scene;
    }

    private static Timeline.Line line(
            long seq, String at, String kind, String text, String by, boolean automatic, @Nullable String note) {
        return new Timeline.Line(seq, Instant.parse(at), kind, text, by, automatic, Map.of(), note);
    }

    /** As {@code going}, while texts are on their way and late. */
    private static Scene sending() {
        Scene scene = going();
        Instant told = Instant.parse("2026-11-23T09:10:00Z");
        scene.messages.add(
                0,
                new MessageLog.Sent(
                        42,
                        "INC-7",
                        "INC-7/customer",
                        2,
                        NewMessage.Kind.UPDATE,
                        "sending",
                        "customers in eu-west who use Sign in and verification",
                        List.of(new NewMessage.Text(Channel.SMS, "en", EN), new NewMessage.Text(Channel.SMS, "es", ES)),
                        3,
                        "facts changed",
                        told,
                        Map.of("delivered", 1_512L, "failed", 7L, "sent", 100L, "unknown", 4L, "waiting", 2_557L),
                        2_561,
                        9.7,
                        Duration.ofSeconds(264)));
        scene.messages.add(
                1,
                new MessageLog.Sent(
                        43,
                        "INC-7",
                        "INC-7/page/owner",
                        1,
                        NewMessage.Kind.GUIDANCE,
                        "paused",
                        "Cards (#floor-cards)",
                        List.of(new NewMessage.Text(Channel.SLACK, "en", "*Do* ask")),
                        3,
                        "facts changed",
                        told,
                        Map.of("waiting", 1L),
                        1,
                        0,
                        null));
        scene.messages.add(new MessageLog.Sent(
                38,
                "INC-7",
                "INC-7/customer",
                0,
                NewMessage.Kind.UPDATE,
                "withdrawn",
                "customers in eu-west",
                List.of(new NewMessage.Text(Channel.SMS, "en", EN)),
                3,
                "first word",
                Instant.parse("2026-11-23T08:58:00Z"),
                Map.of("sent", 3L, "withdrawn", 4_177L),
                0,
                0,
                null));
        scene.delays.add(new Delays.Delay(
                Channel.SMS,
                2_557,
                Instant.parse("2026-11-23T09:10:00Z"),
                Instant.parse("2026-11-23T09:11:00Z"),
                "Twilio answers nothing useful"));
        String[] states = {"delivered", "doubtful", "failed", "waiting", "refused", "unknown"};
        for (int i = 0; i < states.length; i++) {
            scene.deliveries.add(scene.told(i + 1, states[i], Channel.SMS, i % 2 == 0 ? EN : ES, told));
        }
        scene.deliveries.add(scene.told(9, "sent", Channel.SLACK, "*Cards: verification is different*\nmore", told));
        return scene;
    }

    private DeliveryLog.Line told(long id, String state, Channel channel, String words, Instant at) {
        boolean wrong = state.equals("doubtful") || state.equals("failed");
        return new DeliveryLog.Line(
                id,
                42,
                "INC-7",
                "INC-7/customer",
                2,
                channel == Channel.SLACK ? "channel:#floor-cards" : "subscriber:s-" + id,
                channel,
                channel == Channel.SLACK ? "#floor-cards" : "+34…11" + id,
                "en",
                state,
                words,
                "facts changed",
                at,
                1,
                "SM1",
                wrong ? "30008: failed for a reason that the carrier does not tell" : null,
                wrong);
    }

    private static Scene going() {
        Scene scene = new Scene(Instant.parse("2026-11-23T09:14:12Z"));
        scene.journeys(true);
        Instant told = Instant.parse("2026-11-23T08:59:51Z");
        scene.incidents.add(story(Instant.parse("2026-11-23T08:58:05Z"))
                .playbook(11)
                .led("dana", "priya")
                .phase(Phase.RESOLVE, Status.IDENTIFIED)
                .told(told, told)
                .at(scene.now));
        scene.task(
                "t-mitigate",
                "mitigate",
                "Mitigate",
                null,
                "team:identity",
                "What did you do against it?",
                Instant.parse("2026-11-23T09:30:00Z"),
                "Priya is asked again",
                false,
                field("what", "What was done", "text", true),
                field("mitigated", "Mitigated now", "boolean", false),
                field("workaround", "What customers can do meanwhile", "text", false));
        scene.task(
                "t-backlog",
                "workOffBacklog",
                "Work off the backlog",
                null,
                "commander",
                "Callbacks wait. Say how many are left.",
                null,
                null,
                false,
                field("callbacksLeft", "Callbacks left", "long", true),
                field("waveOver", "The wave is over", "boolean", false),
                field("due", "Until", "date", false));
        scene.modes.add(new ModeSwitch(
                "m-1",
                "INC-7",
                "sign-in",
                "security-questions",
                "Verify by security questions",
                SCOPE,
                "verified",
                Instant.parse("2026-11-23T08:59:41Z"),
                "93 % of callers get through by questions"));
        scene.modes.add(new ModeSwitch(
                "m-2",
                "INC-7",
                "payment-change",
                "small-payments",
                "Payments up to €500",
                SCOPE,
                "on",
                Instant.parse("2026-11-23T08:59:44Z"),
                "Too few payments to judge yet"));
        scene.sheet = sheet(3, "identified");
        scene.say(told);
        scene.block();
        scene.lines.addAll(List.of(
                line(
                        1,
                        "2026-11-23T08:58:05Z",
                        "incident.opened",
                        "INC-7 opened by the alert TokenLatencyHigh: 95th percentile of token issue over 4 s",
                        "alertmanager",
                        true,
                        null),
                line(
                        2,
                        "2026-11-23T08:58:06Z",
                        "incident.severity",
                        "SEV2: 71 % of sign-ins succeed, usual 98 %",
                        "severity.dmn row r4, playbook 12",
                        true,
                        null),
                line(
                        3,
                        "2026-11-23T08:59:02Z",
                        "task.completed",
                        "Took command, agreed to the cause, the fallback and both texts",
                        "Dana Ortiz",
                        false,
                        null),
                line(
                        4,
                        "2026-11-23T08:59:41Z",
                        "mode.on",
                        "Fallback is on: security questions, eu-west",
                        "resolve",
                        true,
                        null),
                line(
                        5,
                        "2026-11-23T09:02:38Z",
                        "message.sent",
                        "First word sent to 4,180 customers",
                        "delivery",
                        true,
                        null),
                line(
                        6,
                        "2026-11-23T09:12:30Z",
                        "note",
                        "A note",
                        "Noor Aziz",
                        false,
                        "38 % of tokens wait on one cache node.\nWe restart that node at 09:15.")));
        return scene;
    }

    private void block() {
        blocks.add(new Guidance.Block(
                "INC-7",
                "SEV2",
                "verification is different right now",
                "Verify by three security questions.",
                "“Our sign-in has a problem. I can help you now: three short questions first.”",
                "When it is fixed. Payments over €500.",
                "Cards, cash machines, balance, card block",
                "Over €500: Rosa Marin",
                ONSET,
                Instant.parse("2026-11-23T09:03:00Z"),
                Instant.parse("2026-11-23T09:20:00Z"),
                3));
    }

    private static FactSheet sheet(int version, String status) {
        return new FactSheet(
                "INC-7",
                version,
                Instant.parse("2026-11-23T09:03:00Z"),
                ONSET,
                Instant.parse("2026-11-23T09:20:00Z"),
                status,
                SCOPE,
                List.of("sign-in", "payment-change"),
                List.of("sign-in/security-questions"),
                Map.of(
                        "en",
                        new FactSheet.Words(
                                "Signing in to our app fails for about 1 in 4.",
                                "Cards and cash machines work as usual.",
                                "In a hurry? Call the number on your card. If not, try again in a few minutes.",
                                "We do not know yet when it will be over."),
                        "es",
                        new FactSheet.Words(
                                "El acceso a nuestra app falla en 1 de cada 4 intentos.",
                                "Tarjetas y cajeros funcionan como siempre.",
                                "Si es urgente, llame al teléfono de su tarjeta.",
                                "No sabemos todavía cuándo se resuelve.")));
    }

    private void say(Instant told) {
        List<NewMessage.Text> sms =
                List.of(new NewMessage.Text(Channel.SMS, "en", EN), new NewMessage.Text(Channel.SMS, "es", ES));
        String post =
                "*Cards: verification is different right now*\n*Do* Verify by three security questions.\n*Say* “Our sign-in has a problem. I can help you now: three short questions first.”\n*Don’t promise* When it is fixed. Payments over €500.\n*Next word* 09:20 &lt;soon&gt;";
        List<NewMessage.Button> buttons = List.of(
                new NewMessage.Button("Got it", "got-it", "INC-7", false, null),
                new NewMessage.Button("I see it too", "see-it", "INC-7", false, null),
                new NewMessage.Button("Open the room", "open", "", false, "http://localhost/incidents/INC-7"));
        messages.add(new MessageLog.Sent(
                41,
                "INC-7",
                "INC-7/customer",
                1,
                NewMessage.Kind.UPDATE,
                "done",
                "4,180 customers in eu-west",
                sms,
                3,
                "first word",
                told,
                Map.of("delivered", 4012L, "failed", 57L, "sent", 100L, "unknown", 11L),
                11,
                0,
                null));
        messages.add(new MessageLog.Sent(
                40,
                "INC-7",
                "INC-7/guidance/cards",
                2,
                NewMessage.Kind.GUIDANCE,
                "done",
                "Agents of Cards",
                List.of(new NewMessage.Text(Channel.SLACK, "en", post, buttons)),
                3,
                "facts changed",
                told,
                Map.of("sent", 1L),
                0,
                0,
                null));
        seen.add(new MessageLog.Seen(
                41, "INC-7", "sub-1", Channel.SMS, "+34600111118", "es", ES, List.of(), "delivered", told, 1));
        seen.add(new MessageLog.Seen(
                41, "INC-7", "sub-2", Channel.SMS, "+34600111642", "en", EN, List.of(), "sent", told, 1));
        seen.add(new MessageLog.Seen(
                41,
                "INC-7",
                "subscriber:3",
                Channel.EMAIL,
                "lucia@customers.example",
                "es",
                "Northbank: un problema, y qué puede hacer\n" + ES + "\n\nPara no recibir más correos: {stop-link}",
                List.of(),
                "sent",
                told,
                1));
        seen.add(new MessageLog.Seen(
                41, "INC-7", "subscriber:4", Channel.VOICE, "+34910000007", "es", ES, List.of(), "delivered", told, 1));
        seen.add(new MessageLog.Seen(
                39,
                "INC-7",
                "person:dana",
                Channel.SMS,
                "+34600000001",
                "en",
                "Holdfast: INC-7, SEV2 proposed. Take command: http://localhost:8080/incidents/INC-7/command",
                List.of(),
                "delivered",
                told,
                1));
        seen.add(new MessageLog.Seen(
                40,
                "INC-7",
                "channel:#floor-cards",
                Channel.SLACK,
                "#floor-cards",
                "en",
                post,
                buttons,
                "sent",
                told,
                2));
        seen.add(new MessageLog.Seen(
                38,
                "INC-7",
                "person:dana",
                Channel.SLACK,
                "U01DANA",
                "en",
                "*INC-7: Customers may not be able to prove who they are*\nSEV2 proposed. Nobody is in command.",
                List.of(new NewMessage.Button("Take command", "take", "INC-7/takeCommand", true, null)),
                "sent",
                told,
                1));
    }

    private static Scene learn() {
        Scene scene = new Scene(Instant.parse("2026-11-23T10:30:00Z"));
        scene.journeys(false);
        Instant told = Instant.parse("2026-11-23T08:59:51Z");
        scene.incidents.add(story(Instant.parse("2026-11-23T08:58:05Z"))
                .led("dana", "priya")
                .phase(Phase.LEARN, Status.RESOLVED)
                .told(told, told)
                .over(Ending.RESOLVED, Instant.parse("2026-11-23T10:05:00Z"))
                .at(scene.now));
        scene.sheet = sheet(4, "resolved");
        scene.say(told);
        scene.task(
                "t-actions",
                "agreeOnActions",
                "Agree on actions",
                null,
                "commander",
                "What do we do so that the next one goes better?",
                Instant.parse("2026-11-30T12:00:00Z"),
                "Kai is told that it is late",
                false,
                field("action1", "First action", "string", true),
                field(
                        "owner1",
                        "Who",
                        "enum",
                        null,
                        null,
                        Northbank.people().stream()
                                .map(m -> new Option(m.username(), m.name()))
                                .toArray(Option[]::new)),
                field("due1", "Until", "date", true),
                field("action2", "Second action", "string", false));
        return scene;
    }

    private static Scene two() {
        Scene scene = going();
        scene.incidents.add(new IncidentStory(8, ONSET, Instant.parse("2026-11-23T09:10:00Z"))
                .title("Records open slowly for agents")
                .severity(Severity.SEV3, "SEV3: few customers, or little harm", "Record load time 6 s")
                .phase(Phase.DETECT, Status.INVESTIGATING)
                .hits("load-record", GOOD, GOOD, STRAINED, GOOD)
                .at(scene.now));
        scene.blocks.add(new Guidance.Block(
                "INC-8",
                "SEV3",
                "records open slowly",
                "Ask for the case number first.",
                "“Your file opens slowly today. May I have your case number?”",
                "A call back time.",
                "Everything else",
                "nobody yet",
                ONSET,
                ONSET,
                null,
                1));
        scene.faults.add(new io.holdfast.playbook.Fault(
                "processes/decisions/severity.dmn",
                "rule r3, input 'reports'",
                "'>= ten' is no number.",
                "Write >= 10."));
        return scene;
    }

    private static Scene hostile() {
        Scene scene = new Scene(Instant.parse("2026-11-23T09:14:12Z"));
        scene.lights.add(new Lights.JourneyState(
                "sign-in", HOSTILE, lamps(true, HOSTILE.substring(0, 40), BAD, BAD, BAD, BAD), List.of("INC-7")));
        Instant told = Instant.parse("2026-11-23T08:59:51Z");
        scene.incidents.add(new IncidentStory(7, ONSET, told)
                .title(HOSTILE)
                .severity(Severity.SEV1, HOSTILE, HOSTILE)
                .phase(Phase.RESOLVE, Status.INVESTIGATING)
                .scope(new Scope(
                        List.of("eu-west-with-a-very-long-name-of-a-region-indeed-it-is"),
                        List.of("<i>app</i>"),
                        List.of()))
                .hits("sign-in", BAD, BAD, BAD, BAD)
                .suspect(new Suspect("x", HOSTILE, "identity", 3, HOSTILE, HOSTILE))
                .told(told, told)
                .at(scene.now));
        scene.task(
                "t-diag",
                "confirmDiagnosis",
                "Confirm",
                null,
                "commander",
                HOSTILE,
                scene.now,
                HOSTILE,
                true,
                field("verdict", "Your answer", "enum", "confirm", null, new Option("confirm", HOSTILE)),
                field("suspect", HOSTILE, "enum", "x", HOSTILE, new Option("x", HOSTILE)));
        scene.task(
                "t-update",
                "approveUpdate",
                "Approve",
                "d-1",
                "commander",
                HOSTILE,
                scene.now,
                HOSTILE,
                true,
                field("text.en", HOSTILE, "text", HOSTILE, null),
                field("text.es", "Text", "text", HOSTILE, null));
        scene.lines.add(line(1, "2026-11-23T09:12:30Z", "note", HOSTILE, HOSTILE, false, HOSTILE));
        scene.seen.add(new MessageLog.Seen(
                40,
                "INC-7",
                "channel:#floor-cards",
                Channel.SLACK,
                "#floor-cards",
                "en",
                HOSTILE,
                List.of(new NewMessage.Button(HOSTILE, "a", HOSTILE, false, null)),
                "sent",
                told,
                2));
        scene.deliveries.add(scene.told(1, "doubtful", Channel.SMS, HOSTILE, told));
        scene.delays.add(new Delays.Delay(Channel.SLACK, 1, told, null, HOSTILE));
        scene.seen.add(new MessageLog.Seen(
                41, "INC-7", "sub-1", Channel.SMS, "+34600111118", "es", HOSTILE, List.of(), "failed", told, 1));
        scene.messages.add(new MessageLog.Sent(
                41,
                "INC-7",
                "INC-7/customer",
                1,
                NewMessage.Kind.UPDATE,
                "done",
                HOSTILE,
                List.of(new NewMessage.Text(Channel.SMS, "en", HOSTILE)),
                1,
                HOSTILE,
                told,
                Map.of(),
                11,
                0,
                null));
        FactSheet.Words words = new FactSheet.Words(HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        scene.sheet = new FactSheet(
                "INC-7",
                1,
                told,
                ONSET,
                null,
                "investigating",
                SCOPE,
                List.of("sign-in"),
                List.of(),
                Map.of("en", words, "es", words));
        scene.modes.add(
                new ModeSwitch("m-1", "INC-7", "sign-in", "security-questions", HOSTILE, SCOPE, "on", told, HOSTILE));
        scene.heard.add(new SignalLog.Line(
                4, HOSTILE, "report", HOSTILE, "firing", ONSET, ONSET, null, null, 2, "INC-7", null));
        scene.unplaced.add(
                new SignalLog.Line(3, HOSTILE, "alert", HOSTILE, "firing", ONSET, ONSET, null, null, 2, null, HOSTILE));
        scene.blocks.add(new Guidance.Block(
                "INC-7", "SEV1", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, ONSET, ONSET, null, 1));
        return scene;
    }
}
