// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <content>Which command is which, and those that have to do with no socket.</content>
internal sealed partial class ModuleModel
{
    private bool _echo;
    private bool _verbose;
    private int _errorForm;
    private string _flowControl = "0,0";
    private bool _echoesData;
    private string _urcPort;
    private int _lastError;
    private int _rows;

    // What a restart undoes.
    private void Forget()
    {
        _echo = true;
        _verbose = true;
        _errorForm = _traits.ErrorForm;
        _flowControl = "0,0";
        _line.ModuleHonoursRts = false;
        _echoesData = _traits.EchoesData;
        _lastError = 0;
        _dtrEnds = false;
        _pluses = 0;
        _phase = Phase.Command;
        _text.Clear();
        _input.Clear();
        _isBusy = false;
        _isBooting = false;
        ForgetSettings();
        ForgetSockets();
        ForgetFiles();
    }

    private Outcome Run(Command command)
    {
        return command.Name switch
        {
            "" => Outcome.Ok,
            "+QSSLCFG" => Configure(command),
            "+QSSLOPEN" => Open(command),
            "+QSSLSEND" => Send(command),
            "+QSSLRECV" => Receive(command),
            "+QSSLCLOSE" => Close(command),
            "+QSSLSTATE" => State(command),
            "+QISWTMD" => SwitchMode(command),
            "O" or "O0" => ReturnToData(),
            "+QIGETERROR" => Answer($"+QIGETERROR: {_lastError},{(_lastError == 0 ? "operate successfully" : " some text")}"),
            "+QIACT" => Activate(command),
            "+QIDEACT" => Deactivate(command),
            "+QICSGP" => ConfigurePdp(command),
            "+QIDNSCFG" => ConfigureDns(command),
            "+QFUPL" => Upload(command),
            "+QFDWL" => Download(command),
            "+QFOPEN" => OpenFile(command),
            "+QFREAD" => ReadFile(command),
            "+QFCLOSE" => CloseFile(command),
            "+QFDEL" => DeleteFile(command),
            "+QFLST" => ListFiles(command),
            "+QFLDS" => Space(command),
            "+CCLK" => Clock(command),
            "+QLTS" => NetworkTime(command),
            "+QNTP" => TimeServer(command),
            "+CFUN" => Functionality(command),
            "+QPOWD" => SwitchOff(command),
            _ => RunPlain(command),
        };
    }

    private Outcome RunPlain(Command command)
    {
        switch (command.Name)
        {
            case "E" or "E0":
                _echo = false;
                return Outcome.Ok;

            case "E1":
                _echo = true;
                return Outcome.Ok;

            case "V" or "V0":
                _verbose = false;
                return Outcome.Ok;

            case "V1":
                _verbose = true;
                return Outcome.Ok;

            case "Z" or "Z0" or "&F" or "&F0":
                _echo = true;
                _verbose = true;
                _errorForm = _traits.ErrorForm;
                return Outcome.Ok;

            case "I" or "I0":
                Row("Quectel");
                Row("BG95-M3");
                Row("Revision: BG95M3LAR02A03");
                return Outcome.Ok;

            case "&D0" or "&D1" or "&D2":
                _dtrEnds = command.Name == "&D1";
                return Outcome.Ok;

            case "Q0" or "&W" or "&W0" or "&C1" or "X4":
                return Outcome.Ok;

            case "+CMEE":
                return Number(command, ref _errorForm, 2);

            case "+IFC":
                return SetFlowControl(command);

            case "+QISDE":
                return SetDataEcho(command);

            case "+QURCCFG":
                return SetUrcPort(command);

            default:
                return Plain(command);
        }
    }

    private Outcome Plain(Command command)
    {
        string name = command.Name;
        bool isQuery = command.Form == CommandForm.Query;
        bool isExecute = command.Form == CommandForm.Execute;

        return name switch
        {
            "+CPIN" when isQuery => Answer("+CPIN: READY"),
            "+CSQ" when isExecute => Answer("+CSQ: 25,99"),
            "+QCSQ" when isExecute => Answer("+QCSQ: \"eMTC\",-62,-87,111,-12"),
            "+CREG" or "+CEREG" or "+CGREG" when isQuery => Answer(name + ": 0,1"),
            "+CREG" or "+CEREG" or "+CGREG" when command.Number(0) is >= 0 and <= 4 => Outcome.Ok,
            "+COPS" when isQuery => Answer("+COPS: 0,0,\"LMT\",8"),
            "+GSN" or "+CGSN" when isExecute => Answer("861234567890123"),
            "+CIMI" when isExecute => Answer("247012345678901"),
            "+QCCID" when isExecute => Answer("+QCCID: 8937101234567890123F"),
            "+QNWINFO" when isExecute => Answer("+QNWINFO: \"eMTC\",\"24701\",\"LTE BAND 20\",6300"),
            "+QGMR" or "+GMR" or "+CGMR" when isExecute => Answer("BG95M3LAR02A03_01.012.01.012"),
            "+CGATT" when isQuery => Answer("+CGATT: 1"),
            "+CTZU" or "+CTZR" or "+CGATT" or "+QCFG" or "+QSCLK" when command.Form == CommandForm.Set => Outcome.Ok,
            "+IPR" when isQuery => Answer("+IPR: 115200"),
            _ => Outcome.Cme(4),
        };
    }

    private Outcome Answer(string row)
    {
        Row(row);
        return Outcome.Ok;
    }

    private Outcome Number(Command command, ref int value, int most)
    {
        if (command.Form == CommandForm.Query)
        {
            return Answer($"{command.Name}: {value}");
        }

        int number = command.Number(0);

        if (command.Form != CommandForm.Set || number < 0 || number > most)
        {
            return Outcome.Cme(3);
        }

        value = number;
        return Outcome.Ok;
    }

    private Outcome SetFlowControl(Command command)
    {
        if (command.Form == CommandForm.Query)
        {
            return Answer("+IFC: " + _flowControl);
        }

        if (command.Number(0) is not (0 or 2) || command.Number(1) is not (0 or 2))
        {
            return Outcome.Cme(3);
        }

        _flowControl = $"{command.Number(0)},{command.Number(1)}";
        _line.ModuleHonoursRts = command.Number(0) == 2;
        return Outcome.Ok;
    }

    private Outcome SetDataEcho(Command command)
    {
        if (!_traits.KnowsDataEcho)
        {
            return Outcome.Cme(4);
        }

        int value = _echoesData ? 1 : 0;
        Outcome outcome = Number(command, ref value, 1);
        _echoesData = value == 1 && _traits.EchoesData;
        return outcome;
    }

    private Outcome SetUrcPort(Command command)
    {
        if (!_traits.KnowsUrcPort || command.Text(0)?.ToUpperInvariant() != "URCPORT")
        {
            return Outcome.Cme(3);
        }

        if (command.Values.Count == 1)
        {
            return Answer($"+QURCCFG: \"urcport\",\"{_urcPort}\"");
        }

        if (command.Text(1) is not ("uart1" or "usbat" or "usbmodem"))
        {
            return Outcome.Cme(3);
        }

        _urcPort = command.Text(1)!;
        return Outcome.Ok;
    }
}
